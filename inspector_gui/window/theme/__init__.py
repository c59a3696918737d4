"""How the window looks: colours, palette, style sheet, fonts, icons."""
