"""What may leave the team: the only facts a document is built from.

What is handed to a school names no pupil, no parent, no class together with an answer, no call and
no interview; documents that read these types cannot print what the types do not hold.
"""
