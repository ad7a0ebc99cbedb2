#include "documents/meeting_label.h"

#include <glib.h>
#include <string.h>

enum { SLUG_MAX = 40 };

const char *meeting_name(struct arena *a, const struct meeting *m)
{
    if (m->title[0] == '\0')
        return m->place;
    if (strstr(m->title, m->place) != NULL)
        return m->title;
    return arena_printf(a, "%s, %s", m->title, m->place);
}

const char *meeting_label(struct arena *a, const struct meeting *m)
{
    const char *name = meeting_name(a, m);
    return m->date[0] == '\0' ? name : arena_printf(a, "%s, %s", name, m->date);
}

const char *meeting_slug(struct arena *a, const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    char *ascii = g_str_to_ascii(valid, "C");
    char *slug = arena_alloc(a, SLUG_MAX + 1);
    size_t len = 0;
    for (const char *c = ascii; *c != '\0' && len < SLUG_MAX; c++) {
        if (g_ascii_isalnum(*c))
            slug[len++] = g_ascii_tolower(*c);
        else if (len > 0 && slug[len - 1] != '-')
            slug[len++] = '-';
    }
    if (len > 0 && slug[len - 1] == '-')
        slug[len - 1] = '\0';
    g_free(ascii);
    g_free(valid);
    return slug;
}
