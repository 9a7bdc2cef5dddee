"""Readers: any source in, a `Page` of physical lines and logical blocks out."""

from cleanpage.read.text import read_text

__all__ = ["read_text"]
