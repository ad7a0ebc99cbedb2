#include "glass_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
/* cmocka.h needs the four above */
#include <cmocka.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A scanner for the one form that the kiosk writes: it knows no more of JSON than that. */
struct scan {
    struct arena *arena;
    const char *line, *at;
};

static void expect(struct scan *s, char c)
{
    while (isspace((unsigned char)*s->at))
        s->at++;
    if (*s->at != c)
        fail_msg("ui-log: '%c' expected at byte %zu of: %s", c, (size_t)(s->at - s->line), s->line);
    s->at++;
}

static bool take(struct scan *s, char c)
{
    while (isspace((unsigned char)*s->at))
        s->at++;
    if (*s->at != c)
        return false;
    s->at++;
    return true;
}

static size_t put_utf8(char *to, unsigned long code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xc0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    to[0] = (char)(0xe0 | code >> 12);
    to[1] = (char)(0x80 | (code >> 6 & 0x3f));
    to[2] = (char)(0x80 | (code & 0x3f));
    return 3;
}

static size_t put_escape(struct scan *s, char *to)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char name = *s->at++;
    if (name == 'u') {
        char digits[5] = { 0 }, *end;
        memcpy(digits, s->at, strnlen(s->at, 4));
        unsigned long code = strtoul(digits, &end, 16);
        if (end != digits + 4)
            fail_msg("ui-log: bad \\u in: %s", s->line);
        s->at += 4;
        return put_utf8(to, code);
    }
    const char *found = name == '\0' ? NULL : strchr(names, name);
    if (found == NULL)
        fail_msg("ui-log: bad escape in: %s", s->line);
    *to = values[found - names];
    return 1;
}

static const char *string(struct scan *s)
{
    expect(s, '"');
    char *text = arena_alloc(s->arena, strlen(s->at) + 1);
    size_t len = 0;
    while (*s->at != '"') {
        if ((unsigned char)*s->at < ' ')
            fail_msg("ui-log: open string or bare control byte in: %s", s->line);
        if (*s->at == '\\') {
            s->at++;
            len += put_escape(s, text + len);
        } else {
            text[len++] = *s->at++;
        }
    }
    s->at++;
    text[len] = '\0';
    return text;
}

static int number(struct scan *s)
{
    char *end;
    long value = strtol(s->at, &end, 10);
    if (end == s->at)
        fail_msg("ui-log: number expected at byte %zu of: %s", (size_t)(s->at - s->line), s->line);
    s->at = end;
    return (int)value;
}

static void numbers(struct scan *s, int *values, int count)
{
    expect(s, '[');
    for (int i = 0; i < count; i++) {
        if (i > 0)
            expect(s, ',');
        values[i] = number(s);
    }
    expect(s, ']');
}

/* The next key of an object, or NULL after its last. */
static const char *key(struct scan *s, bool *first)
{
    if (take(s, '}'))
        return NULL;
    if (!*first)
        expect(s, ',');
    *first = false;
    const char *name = string(s);
    expect(s, ':');
    return name;
}

static void states(struct scan *s, struct glass_widget *w)
{
    expect(s, '[');
    for (bool first = true; !take(s, ']'); first = false) {
        if (!first)
            expect(s, ',');
        assert_true(w->state_count < GLASS_STATE_MAX);
        w->state[w->state_count++] = string(s);
    }
}

static struct glass_widget widget(struct scan *s)
{
    struct glass_widget w = { .id = "", .role = "", .label = "" };
    bool first = true;
    expect(s, '{');
    for (const char *name; (name = key(s, &first)) != NULL;) {
        int r[4];
        if (strcmp(name, "id") == 0) {
            w.id = string(s);
        } else if (strcmp(name, "role") == 0) {
            w.role = string(s);
        } else if (strcmp(name, "label") == 0) {
            w.label = string(s);
        } else if (strcmp(name, "rect") == 0) {
            numbers(s, r, 4);
            w.rect = (struct rect){ r[0], r[1], r[2], r[3] };
        } else if (strcmp(name, "state") == 0) {
            states(s, &w);
        } else {
            fail_msg("ui-log: a widget has no \"%s\": %s", name, s->line);
        }
    }
    return w;
}

static void scan_line(struct glass_log *l, const char *line)
{
    struct scan s = { l->arena, line, line };
    bool first = true;
    arena_reset(l->arena);
    l->screen = l->lang = "";
    l->width = l->height = l->widget_count = 0;
    expect(&s, '{');
    for (const char *name; (name = key(&s, &first)) != NULL;) {
        int size[2];
        if (strcmp(name, "screen") == 0) {
            l->screen = string(&s);
        } else if (strcmp(name, "lang") == 0) {
            l->lang = string(&s);
        } else if (strcmp(name, "size") == 0) {
            numbers(&s, size, 2);
            l->width = size[0];
            l->height = size[1];
        } else if (strcmp(name, "widgets") == 0) {
            expect(&s, '[');
            while (!take(&s, ']')) {
                if (l->widget_count > 0)
                    expect(&s, ',');
                assert_true(l->widget_count < GLASS_WIDGET_MAX);
                l->widgets[l->widget_count++] = widget(&s);
            }
        } else {
            fail_msg("ui-log: a line has no \"%s\": %s", name, line);
        }
    }
    expect(&s, '\0');
    l->lines++;
}

void glass_log_open(struct glass_log *l)
{
    *l = (struct glass_log){ .arena = arena_new(), .screen = "", .lang = "" };
}

void glass_log_close(struct glass_log *l)
{
    arena_free(l->arena);
    free(l->rest);
    *l = (struct glass_log){ .arena = NULL };
}

void glass_log_feed(struct glass_log *l, const char *bytes, size_t len)
{
    if (l->rest_len + len + 1 > l->rest_size) {
        l->rest_size = 2 * (l->rest_len + len + 1);
        l->rest = realloc(l->rest, l->rest_size);
        assert_non_null(l->rest);
    }
    memcpy(l->rest + l->rest_len, bytes, len);
    l->rest_len += len;
    l->rest[l->rest_len] = '\0';
    char *line = l->rest, *end;
    while ((end = memchr(line, '\n', l->rest_len - (size_t)(line - l->rest))) != NULL) {
        *end = '\0';
        scan_line(l, line);
        line = end + 1;
    }
    l->rest_len -= (size_t)(line - l->rest);
    memmove(l->rest, line, l->rest_len + 1);
}
