"""The registers that only the bureau keeps."""
