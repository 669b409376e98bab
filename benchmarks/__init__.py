"""`make bench`: what things cost, always as a ratio of two measured side by side in one run."""

import os

# One thread for everybody, said before NumPy and polars are imported.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"), "1")
