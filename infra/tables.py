"""The tables, each by the base of its items; keys and indexes come from there."""

from learn_exchange.tables.chat import ChatItem
from learn_exchange.tables.exchange import ExchangeItem
from learn_exchange.tables.explore import ExploreItem
from learn_exchange.tables.feed import FeedItem
from learn_exchange.tables.notifications import NotificationsItem
from learn_exchange.tables.store import Item
from learn_exchange.tables.users import UsersItem

TABLES: dict[str, type[Item]] = {
    "chat": ChatItem,
    "exchange": ExchangeItem,
    "explore": ExploreItem,
    "feed": FeedItem,
    "notifications": NotificationsItem,
    "users": UsersItem,
}
