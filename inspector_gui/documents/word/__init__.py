"""How Word says it, for the office that edits, numbers and routes a text before it is issued."""
