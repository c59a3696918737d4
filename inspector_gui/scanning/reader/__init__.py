"""A small process that reads scanned pages, so that whatever they hold can hurt only here.

The only room that knows numpy. Nothing else of the program is imported here but what the codes say
and where they stand.
"""
