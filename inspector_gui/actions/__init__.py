"""What people do, one function per deed; pages, commands and tests call the same ones."""
