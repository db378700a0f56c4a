"""Six months of a company that hires: forty candidates and what became of them, six more who are on their way.

Shipped beside this file, so that whoever tries the bot has something to look at; `make history` lives through it anew.
"""

from sandbox.history.packing import unpack

__all__ = ["unpack"]
