"""One message for every field of Streamlit's protocol, made from its descriptor."""

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg

OPERATION = "backend_operation_request"


def field_message(name):
    """The message with that field set, of BackMsg or of an operation."""
    message = BackMsg()
    if name in BackMsg.DESCRIPTOR.fields_by_name:
        set_field(message, name)
    else:
        set_field(message.backend_operation_request, name)
    return message


def every_message():
    """The name and the message of every field that either has."""
    fields = (*BackMsg.DESCRIPTOR.fields, *BackendOperationRequest.DESCRIPTOR.fields)
    return [(field.name, field_message(field.name)) for field in fields]


def set_field(message, name):
    field = message.DESCRIPTOR.fields_by_name[name]
    if field.message_type:
        getattr(message, name).SetInParent()
    elif field.cpp_type == field.CPPTYPE_BOOL:
        setattr(message, name, True)
    elif field.cpp_type == field.CPPTYPE_STRING:
        setattr(message, name, "x")
    else:
        setattr(message, name, 1)
