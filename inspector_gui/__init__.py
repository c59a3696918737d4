"""Inspector: what is thought, shown and done on the data that `db` keeps."""

VERSION = "0.1.0"
