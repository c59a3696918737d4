"""The imports there were, what each brought, and taking one back."""
