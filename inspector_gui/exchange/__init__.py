"""Getting things in and out: workbooks, catalogues, campaigns."""
