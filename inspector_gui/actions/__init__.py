"""What people do that changes what is officially true: one function per deed, without Qt.

Pages, commands and tests call the same ones. Each is one act: one transaction, one undo step.
"""
