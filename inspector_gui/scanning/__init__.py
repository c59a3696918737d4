"""Paper read by machine: where its boxes stand, what a scanned page says, how sure that is.

Knows neither Qt nor the file. `layout.py` holds every position, for the setter and the reader
alike, and `laying_out.py` finds them; `identity.py` has what the codes in the corners say,
`expected.py` what a reading looks for, `outcomes.py` what comes of a page.
"""
