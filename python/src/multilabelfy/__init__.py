"""Labels, votes and releases of a Multilabelfy server, as Python has them."""

from .errors import MultilabelfyError
from .project import Project
from .release import Release

__all__ = ["MultilabelfyError", "Project", "Release"]
