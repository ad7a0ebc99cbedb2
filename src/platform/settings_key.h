/* The keys of goedwerk.ini, and how the value of each is read. Pure. */
#ifndef PLATFORM_SETTINGS_KEY_H
#define PLATFORM_SETTINGS_KEY_H

#include "core/settings.h"
#include <stdbool.h>

struct settings_file;

struct settings_key {
    const char *name;
    const char *expects; /* see struct settings_fault */
    /* False: value is none of those, and nothing has changed. */
    bool (*take)(const char *value, struct settings *s, struct settings_file *file);
};

/* NULL: there is no such key. Capitals are as good as small letters. */
const struct settings_key *settings_key(const char *name);

#endif
