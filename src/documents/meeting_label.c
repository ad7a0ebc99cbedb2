#include "documents/meeting_label.h"

#include "core/date.h"
#include <string.h>

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

const char *meeting_heading(struct arena *a, const struct meeting *m, const struct language *l)
{
    const char *name = meeting_name(a, m), *date = date_long(a, l, m->date);
    return date[0] == '\0' ? name : arena_printf(a, "%s · %s", name, date);
}
