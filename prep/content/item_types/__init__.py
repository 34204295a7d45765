"""The kinds of question, by the word that `type` has in a bank file."""

from prep.content.item_types.base import ItemType
from prep.content.item_types.hotspot import Hotspot
from prep.content.item_types.matching import Matching
from prep.content.item_types.multiple import Multiple
from prep.content.item_types.numeric import Numeric
from prep.content.item_types.ordering import Ordering
from prep.content.item_types.pulldown import Pulldown
from prep.content.item_types.single import Single
from prep.errors import NotFound

ITEM_TYPES: dict[str, ItemType] = {
    kind.name: kind
    for kind in (
        Single(),
        Multiple(),
        Matching(),
        Ordering(),
        Pulldown(),
        Hotspot(),
        Numeric(),
    )
}


def item_type(name: str) -> ItemType:
    """The item type of this name. Raises NotFound when there is none."""
    if name not in ITEM_TYPES:
        raise NotFound(f"no item type {name!r}; there are {', '.join(ITEM_TYPES)}")
    return ITEM_TYPES[name]
