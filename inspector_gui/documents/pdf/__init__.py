"""How PDF says it. The only room that knows reportlab, entered when a document is printed.

reportlab reads these settings when its other modules are imported: they must come first.
"""

from reportlab import rl_config

vars(rl_config).update(useA85=0, ttfAsciiReadable=0)

from reportlab.pdfbase import pdfdoc  # noqa: E402

from inspector_gui.documents.pdf.archiving import Stream  # noqa: E402

vars(pdfdoc).update(PDFStream=Stream)
