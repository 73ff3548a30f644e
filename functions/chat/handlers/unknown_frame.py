"""$default: a frame that names no action that there is."""

from chat.unknown_frames import refuse_frame
from learn_exchange.sockets import socket_handler

handler = socket_handler(refuse_frame)
