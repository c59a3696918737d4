"""The window around the pages: navigation, header, status line, menus."""
