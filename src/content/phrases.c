#include "content/phrases.h"

#include "content/plural.h"
#include "content/po.h"
#include <glib.h>
#include <string.h>

enum { PHRASE_LETTERS = 240, HOLE_MAX = 8, HOLE_LETTERS = 16 };

struct reading {
    const struct source *source;
    struct arena *a;
    struct language *language;
    struct phrase_lines *lines;
};

static void fault(const struct reading *r, int line, const char *mend, const char *what)
{
    faults_add(r->source->faults, r->source->file, line, mend, "%s", what);
}

static int phrase_of(const char *key)
{
    for (int id = 0; id < PHRASE_COUNT; id++)
        if (strcmp(phrase_key((enum phrase_id)id), key) == 0)
            return id;
    return -1;
}

/* The value of a field of the header, or NULL. */
static const char *header_field(struct arena *a, const char *header, const char *name)
{
    const char *at = header;
    while (at != NULL) {
        if (g_str_has_prefix(at, name))
            return text_squeeze(a, at + strlen(name), strcspn(at + strlen(name), "\n"));
        at = strchr(at, '\n');
        at = at == NULL ? NULL : at + 1;
    }
    return NULL;
}

static void take_header(const struct reading *r, const struct po_entry *e)
{
    struct arena *scratch = r->source->scratch;
    const char *header = e->text[0] == NULL ? "" : e->text[0];
    const char *type = header_field(scratch, header, "Content-Type:");
    if (type != NULL && g_ascii_strcasecmp(type, "text/plain; charset=UTF-8") != 0)
        fault(r, e->line, "Write Content-Type: text/plain; charset=UTF-8 and save the file so.",
            "The header does not say UTF-8.");

    struct err err;
    const char *forms = header_field(scratch, header, "Plural-Forms:");
    if (forms == NULL)
        fault(r, e->line,
            "Add Plural-Forms: nplurals=2; plural=(n != 1); or what your language needs.",
            "The header has no Plural-Forms.");
    else if (!plural_compile(&r->language->plural, forms, &err))
        faults_add(r->source->faults, r->source->file, e->line,
            "Copy the rule of your language from the gettext manual.",
            "The plural rule does not work: %s.", err.detail);
}

/* The letters of the hole that p begins, 0 if it begins none. */
static size_t hole_letters(const char *p)
{
    size_t len = *p == '{' ? strspn(p + 1, "abcdefghijklmnopqrstuvwxyz") : 0;
    return len < HOLE_LETTERS && p[1 + len] == '}' ? len : 0;
}

static void check_braces(const struct reading *r, int line, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        size_t len = hole_letters(p);
        if (len > 0)
            p += len + 1;
        else if (*p == '{' || *p == '}')
            fault(r, line, "Copy what is between { and } from another language.",
                "A brace stands alone here.");
    }
}

static void take_text(
    const struct reading *r, enum phrase_id id, int form, const struct po_entry *e)
{
    const char *text = e->text[form];
    int line = e->text_line[form];
    if (text[strspn(text, " ")] == '\0')
        fault(
            r, line, "Write the translation between the quotes.", "This phrase is not translated.");
    if (strpbrk(text, "\n\t") != NULL)
        fault(r, line, "Write it as one line of text.", "A phrase has no line breaks and no tabs.");
    text_limit(r->source, line, "This phrase", text, PHRASE_LETTERS);
    check_braces(r, line, text);
    r->language->text[id][form] = arena_strdup(r->a, text);
}

static void take_forms(const struct reading *r, enum phrase_id id, const struct po_entry *e)
{
    const struct source *s = r->source;
    bool plural = phrase_has_plural(id);
    int forms = plural ? r->language->plural.forms : 1, found = 0;

    if (plural != (e->plural_id != NULL) || plural != e->indexed) {
        fault(r, e->line,
            plural ? "Write msgid, msgid_plural, msgstr[0], msgstr[1]."
                   : "Write msgid and msgstr only.",
            plural ? "This phrase has plural forms." : "This phrase has no plural forms.");
        return;
    }
    if (plural && strcmp(e->plural_id, e->id) != 0)
        fault(r, e->line, "Write the same key in both.",
            "msgid_plural is not the same key as msgid.");
    for (int i = 0; i < PLURAL_MAX; i++) {
        found += e->text[i] != NULL;
        if (e->text[i] != NULL && (i < forms || forms == 0))
            take_text(r, id, i, e);
        else if (e->text[i] == NULL && i < forms)
            faults_add(s->faults, s->file, e->line,
                plural ? arena_printf(s->scratch, "Write msgstr[0] to msgstr[%d].", forms - 1)
                       : "Add it.",
                plural ? "Plural form %d is missing." : "The line msgstr is missing.", i);
    }
    if (forms > 0 && found > forms)
        faults_add(s->faults, s->file, e->line, "Leave out those that are too many.",
            "There are %d plural forms; the header says %d.", found, forms);
}

static void take_entry(const struct reading *r, const struct po_entry *e)
{
    const struct source *s = r->source;
    int id = phrase_of(e->id);
    if (id < 0)
        faults_add(s->faults, s->file, e->line, "Remove it, or correct the key.",
            "The kiosk has no phrase \"%s\".", text_excerpt(s->scratch, e->id, strlen(e->id)));
    else if (r->lines->line[id] != 0)
        faults_add(
            s->faults, s->file, e->line, "Keep one of the two.", "%s stands here twice.", e->id);
    else {
        r->lines->line[id] = e->line;
        take_forms(r, (enum phrase_id)id, e);
    }
}

void phrases_read(struct language *language, struct phrase_lines *lines, struct arena *a,
    const struct source *source)
{
    struct reading r = { source, a, language, lines };
    struct po *po = po_open(source);
    struct po_entry e;
    bool has_header = false;

    for (bool first = true; po_next(po, &e); first = false) {
        bool is_header = e.id[0] == '\0';
        if (is_header && first)
            take_header(&r, &e);
        else if (is_header)
            fault(
                &r, e.line, "Keep one, above all phrases.", "The header comes twice or too late.");
        else
            take_entry(&r, &e);
        has_header = has_header || is_header;
    }
    if (!has_header)
        fault(&r, 1, "Begin with msgid \"\" and msgstr \"Plural-Forms: …\".",
            "The header is missing.");
    for (int id = 0; id < PHRASE_COUNT; id++)
        if (lines->line[id] == 0)
            faults_add(source->faults, source->file, 0,
                "Add it; phrases/nl.po shows where it is used.", "The phrase %s is missing.",
                phrase_key((enum phrase_id)id));
}

/* The names of the holes in all forms of a phrase, each once, in order of the alphabet. */
static const char *holes_of(const struct language *l, int id, struct arena *a)
{
    const char *names[HOLE_MAX];
    int count = 0;
    for (int form = 0; form < PLURAL_MAX && l->text[id][form] != NULL; form++)
        for (const char *p = l->text[id][form]; (p = strchr(p, '{')) != NULL; p++) {
            size_t len = hole_letters(p);
            if (len == 0)
                continue; /* check_braces has said so */
            const char *name = arena_strndup(a, p, len + 2);
            int at = 0;
            while (at < count && strcmp(names[at], name) < 0)
                at++;
            if (count == HOLE_MAX || (at < count && strcmp(names[at], name) == 0))
                continue;
            memmove(&names[at + 1], &names[at], (size_t)(count - at) * sizeof names[0]);
            names[at] = name;
            count++;
        }
    const char *all = "";
    for (int i = 0; i < count; i++)
        all = arena_printf(a, "%s%s%s", all, i == 0 ? "" : " ", names[i]);
    return all;
}

void phrases_compare(const struct language *language, const struct phrase_lines *lines,
    const char *file, const struct language *model, struct arena *scratch, struct faults *faults)
{
    for (int id = 0; id < PHRASE_COUNT; id++) {
        if (language->text[id][0] == NULL || model->text[id][0] == NULL)
            continue;
        const char *has = holes_of(language, id, scratch), *needs = holes_of(model, id, scratch);
        if (strcmp(has, needs) != 0)
            faults_add(faults, file, lines->line[id],
                arena_printf(scratch, "Use %s as in phrases/%s.po.",
                    needs[0] == '\0' ? "no braces" : needs, model->code),
                "%s has %s between braces.", phrase_key((enum phrase_id)id),
                has[0] == '\0' ? "nothing" : has);
    }
}
