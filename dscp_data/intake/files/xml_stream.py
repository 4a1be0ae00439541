"""Reading the XML parts of a package as a stream: elements by local name, no entities.

Element names are taken without their prefix: some writers write ``<x:row>`` for ``<row>``.
"""

import re
from xml.parsers import expat

Attributes = dict[str, str]
_DECLARED_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_PLAIN_ENCODINGS = (b"utf-8", b"us-ascii", b"ascii")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECLARATION_LENGTH = 200


class MalformedXml(Exception):
    """A part that is no well-formed XML."""


def is_xml(part: str, content: bytes) -> bool:
    """Whether the part is XML by its name or by its first character, whatever its name."""
    start = content[:_DECLARATION_LENGTH].removeprefix(_BYTE_ORDER_MARK).lstrip()
    return part.lower().endswith((".xml", ".rels", ".vml")) or start.startswith(b"<")


def has_doctype(content: bytes) -> bool:
    """Whether the XML declares a document type, the door to entity bombs.

    Text of a cell cannot look like one: ``<`` is always escaped in it.
    """
    place = content.find(b"<!") if has_declaration(content) else -1
    while place >= 0:
        if content[place + 2 : place + 9].upper() in (b"DOCTYPE", b"ENTITY "):
            return True
        place = content.find(b"<!", place + 2)
    return False


def has_declaration(content: bytes) -> bool:
    """Whether ``<!`` occurs anywhere. Most sheets have no ``!`` at all, and one byte is looked for
    twenty times as fast as two."""
    return b"!" in content and b"<!" in content


def is_utf8(content: bytes) -> bool:
    """Whether the XML is UTF-8. calamine reads UTF-16 as an empty sheet, without a word."""
    start = content[:_DECLARATION_LENGTH]
    declared = _DECLARED_ENCODING.search(start)
    return b"\0" not in start and (
        declared is None or declared.group(1).lower() in _PLAIN_ENCODINGS
    )


def local_name(name: str) -> str:
    """``c`` for ``x:c``."""
    return name.rpartition(":")[2]


def elements(content: bytes, *names: str) -> list[tuple[str, Attributes]]:
    """Local name and attributes of each element of these local names, in document order.

    Raises MalformedXml.
    """
    found: list[tuple[str, Attributes]] = []

    def start(name: str, attributes: Attributes) -> None:
        if (name := local_name(name)) in names:
            found.append((name, attributes))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parse(parser, content)
    return found


def parse(parser: expat.XMLParserType, content: bytes) -> None:
    """Run a parser with its handlers set over the whole content. Raises MalformedXml."""
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise MalformedXml(str(error)) from error
