"""Errors of `assistant`. Messages are Swedish and say what to do next.

KommunminneError
├── BadRequest            the caller asked for something that cannot be
│   ├── BadFile
│   ├── TooLarge
│   └── Forbidden
├── NotFound              what was named is not there, or not for this reader
├── NotSetUp              something must be put in place first
└── ServiceUnavailable    try again later
    └── Busy
"""

from __future__ import annotations


class KommunminneError(Exception):
    """Raised when something in `assistant` cannot be done; the base of the others."""


class BadRequest(KommunminneError):
    """Raised when the caller's own input is at fault."""


class BadFile(BadRequest):
    """Raised when a handed-in file cannot be read; the message says why and what to do."""


class TooLarge(BadRequest):
    """Raised when an upload is larger than the setting allows."""


class Forbidden(BadRequest):
    """Raised when a request comes by another host name, from another site's page, or without the token."""


class NotFound(KommunminneError):
    """Raised when an id names nothing, or nothing that this reader may see."""


class NotSetUp(KommunminneError):
    """Raised when there is no data folder yet, or a model or language model is missing."""


class ServiceUnavailable(KommunminneError):
    """Raised when the service or a part of it does not answer just now."""


class Busy(ServiceUnavailable):
    """Raised when another process owns the data folder or the port."""
