"""The most memory that this process has had."""

import resource
import sys
from pathlib import Path

#: What a kilobyte is counted in by `ru_maxrss`.
_KIB = 1024 if sys.platform == "darwin" else 1


def peak_mb() -> float:
    """What the kernel counts for a new process begins with its parent's, but for this line."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / _KIB
