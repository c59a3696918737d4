"""Every table. A start reads only the few it needs; who goes through all of them imports this."""

from importlib import import_module
from pkgutil import iter_modules

from db import schema

for _module in iter_modules(schema.__path__, f"{schema.__name__}."):
    import_module(_module.name)
