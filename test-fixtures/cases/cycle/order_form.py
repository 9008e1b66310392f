"""Form with dependent fields: a change of one recomputes the others."""
import weakref


class Field:
    def __init__(self, value=""):
        self._value = value
        self._watchers = []

    def watch(self, callback):
        self._watchers.append(callback)

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value
        for watcher in self._watchers:
            callback = watcher() if isinstance(watcher, weakref.WeakMethod) else watcher
            if callback is not None:
                callback(value)


class AddressForm:
    def __init__(self, countries):
        self.countries = countries
        self.label = ""
        self.country = Field()
        self.city = Field()
        self.country.watch(weakref.WeakMethod(self._country_changed))

        this = weakref.ref(self)

        def refresh(_value):
            form = this()
            if form is not None:
                form.label = f"{form.city.value} ({form.country.value})"

        self.city.watch(refresh)
        self.country.watch(refresh)

    def _country_changed(self, country):
        self.city.value = self.countries.get(country, "?")


def capital_of(country):
    form = AddressForm({"Peru": "Lima", "Kenya": "Nairobi"})
    form.country.value = country
    return form.label


def scenario(tmp):
    print(capital_of("Peru"))
    print(capital_of("Atlantis"))
