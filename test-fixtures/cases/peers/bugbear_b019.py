"""After flake8-bugbear's fixture of B019 (a cache on a method keeps every instance alive), from memory.

Bounded caches are advice and no leak, so only the unbounded ones are labelled.
"""
import functools
from functools import cache, cached_property, lru_cache


def some_other_cache(function):
    return function


class Foo:
    def __init__(self, x):
        self.x = x

    def compute_method(self, y):
        return self.x + y

    @some_other_cache
    def user_cached_instance_method(self, y):
        return self.x + y

    @classmethod
    @functools.lru_cache
    def cached_classmethod(cls, y):
        return y

    @staticmethod
    @functools.lru_cache(maxsize=16)
    def cached_staticmethod(y):
        return y

    @functools.cached_property
    def some_cached_property(self):
        return self.x

    @cached_property
    def another_cached_property(self):
        return self.x

    @functools.cache  # leak: cache #1
    def cached_instance_method(self, y):  # leak: cache #1
        return self.x + y

    @cache  # leak: cache #2
    def another_cached_instance_method(self, y):  # leak: cache #2
        return self.x + y

    @lru_cache(maxsize=None)  # leak: cache #3
    def unbounded_instance_method(self, y):  # leak: cache #3
        return self.x + y

    @lru_cache(None)  # leak: cache #4
    def unbounded_positionally(self, y):  # leak: cache #4
        return self.x + y
