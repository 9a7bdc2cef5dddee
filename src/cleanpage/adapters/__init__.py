"""Bridges to other libraries, one a module: each loads its library, and only when it is imported itself."""
