"""After Infer's Java tests of RESOURCE_LEAK, from memory, put into Python.

Infer counts any call on the resource, and any call of a method that throws, as a way out.
"""
import gzip
import os
import socket
import subprocess


class CheckFailed(Exception):
    pass


def check_not_none(value):
    if value is None:
        raise CheckFailed("none")
    return value


def check_state(ok):
    if not ok:
        raise CheckFailed("state")


def file_not_closed():
    out = open("file.txt", "wb")  # leak: resource


def file_not_closed_after_write():
    out = open("everwhat.txt", "wb")  # leak: resource
    try:
        out.write(b"7")
        out.close()
    except OSError:
        pass


def file_closed():
    out = open("file.txt", "wb")
    out.close()


def one_leak():
    one = open("one.txt", "wb")  # leak: resource
    two = open("two.txt", "wb")
    two.close()


def two_leaks(write_second):
    try:
        one = open("one.txt", "wb")  # leak: resource
        two = open("two.txt", "wb")  # leak: resource
        if write_second:
            two.write(b"x")
    except OSError:
        pass


def two_resources():
    source = target = None
    try:
        source = open("in", "rb")
        target = open("out", "wb")
        target.write(source.read(1))
    finally:
        if source is not None:
            source.close()
        if target is not None:
            target.close()


def two_resources_first_close_raises(lines):
    source = open("in", "rb")
    try:
        target = open("out", "wb")
        try:
            target.writelines(lines)
        finally:
            target.close()
    finally:
        source.close()


def second_open_fails():
    source = open("in", "rb")  # leak: resource
    target = open("out", "wb")
    try:
        target.write(source.read(1))
    finally:
        source.close()
        target.close()


def copy_leak(source_name, target_name):
    source = open(source_name, "rb")  # leak: resource
    target = open(target_name, "wb")  # leak: resource
    while block := source.read(1024):
        target.write(block)
    source.close()
    target.close()


def zip_leak_on_exceptional_branch(name):
    packed = open(name, "rb")  # leak: resource
    try:
        check_state(os.path.getsize(name) > 0)
        packed.close()
        return True
    except OSError:
        return False


def nested_closed(name):
    stream = gzip.GzipFile(fileobj=open(name, "rb"))  # leak: resource
    try:
        return stream.read(1)
    finally:
        stream.close()


def nested_closed_both(name):
    raw = open(name, "rb")
    try:
        stream = gzip.GzipFile(fileobj=raw)
        try:
            return stream.read(1)
        finally:
            stream.close()
    finally:
        raw.close()


def check_not_none_causes_leak(key):
    handle = open("keys", "rb")  # leak: resource
    name = check_not_none(key)
    try:
        return handle.read(), name
    finally:
        handle.close()


def no_leak_check_first(key):
    name = check_not_none(key)
    handle = open("keys", "rb")
    try:
        return handle.read(), name
    finally:
        handle.close()


def close_quietly(closeable):
    try:
        if closeable is not None:
            closeable.close()
    except OSError:
        pass


def closed_with_helper():
    handle = None
    try:
        handle = open("file.txt", "rb")
        return handle.read(1)
    finally:
        close_quietly(handle)


def server_socket_not_closed():
    server = socket.create_server(("", 8000))  # leak: resource
    client, _ = server.accept()  # leak: resource
    return client.recv(1)


def server_socket_closed():
    with socket.create_server(("", 8000)) as server:
        client, _ = server.accept()
        with client:
            return client.recv(1)


def process_streams():
    process = subprocess.Popen(["ls"], stdout=subprocess.PIPE)
    with process.stdout as out:
        text = out.read()
    process.wait()
    return text


def loop_leak(names):
    total = 0
    for name in names:
        handle = open(name, "rb")  # leak: resource
        total += len(handle.read())
    return total


def loop_closed(names):
    total = 0
    for name in names:
        handle = open(name, "rb")
        try:
            total += len(handle.read())
        finally:
            handle.close()
    return total


def returned(name):
    handle = open(name, "rb")
    return handle


def stored(holder, name):
    holder.handle = open(name, "rb")


def passed_on(consumer, name):
    consumer(open(name, "rb"))


def early_return(name, wanted):
    handle = open(name, "rb")  # leak: resource
    if not wanted:
        return None
    try:
        return handle.read()
    finally:
        handle.close()


def constructor_order(name):
    """The file is opened last, so nothing can come between."""
    size = os.path.getsize(name)
    handle = open(name, "rb")
    with handle:
        return handle.read(size)


def swallowed(name):
    handle = open(name, "rb")
    try:
        handle.read()
    except OSError:
        pass
    finally:
        handle.close()
