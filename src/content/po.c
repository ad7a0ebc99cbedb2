#include "content/po.h"

#include <string.h>

static const char how[] = "Write msgid \"key\" and msgstr \"text\", each in straight quotes.";

struct po {
    const struct source *source;
    char *at; /* in a copy of the file */
    int line;
};

struct po *po_open(const struct source *source)
{
    struct po *po = arena_alloc(source->scratch, sizeof *po);
    *po = (struct po){
        .source = source, .at = arena_strdup(source->scratch, source->text), .line = 1
    };
    return po;
}

/* A string being gathered from its lines, in place: without quotes and backslashes it is shorter
 * than what was read for it. */
struct string {
    char *text; /* NULL: has not begun */
    size_t len;
};

struct gathering {
    struct po *po;
    struct po_entry *entry;
    struct string *into; /* where the next continuation line goes; NULL: nowhere */
    struct string id, plural_id, text[PLURAL_MAX];
};

static void fault(const struct po *po, const char *mend, const char *what)
{
    faults_add(po->source->faults, po->source->file, po->line, mend, "%s", what);
}

static bool unescape(char c, char *plain)
{
    static const char from[] = "nt\"\\", to[] = "\n\t\"\\";
    const char *found = c == '\0' ? NULL : strchr(from, c);
    if (found != NULL)
        *plain = to[found - from];
    return found != NULL;
}

/* Adds "…" of the current line to s; len is what is left of the line. */
static void take_quoted(struct gathering *g, char *at, size_t len)
{
    struct string *s = g->into;
    if (s == NULL) {
        fault(g->po, how, "This text belongs to no phrase.");
        return;
    }
    if (len < 2 || at[0] != '"' || at[len - 1] != '"') {
        fault(g->po, how, "The text is not in straight quotes.");
        return;
    }
    const char *end = at + len - 1;
    for (at++; at < end; at++) {
        char c = *at;
        if (c == '"') {
            fault(g->po, "Write \\\" for a straight quote in the text.",
                "A quote ends the text too soon.");
            return;
        }
        if (c == '\\' && (at + 1 == end || !unescape(*++at, &c))) {
            fault(g->po, "Use \\\", \\\\ or \\n only.",
                "A backslash is followed by something unknown.");
            return;
        }
        s->text[s->len++] = c;
    }
}

static void begin(struct gathering *g, struct string *s, char *rest, size_t len)
{
    if (s->text != NULL)
        fault(g->po, "Keep one of the two.", "This line stands in the phrase twice.");
    while (len > 0 && (*rest == ' ' || *rest == '\t')) {
        rest++;
        len--;
    }
    *s = (struct string){ .text = rest };
    g->into = s;
    take_quoted(g, rest, len);
}

static bool has_prefix(const char *at, size_t len, const char *prefix)
{
    return len >= strlen(prefix) && memcmp(at, prefix, strlen(prefix)) == 0;
}

static bool has_keyword(const char *at, size_t len, const char *keyword)
{
    size_t n = strlen(keyword);
    return has_prefix(at, len, keyword) && (len == n || strchr(" \t\"", at[n]) != NULL);
}

/* msgstr[2] "…" */
static void take_indexed(struct gathering *g, char *at, size_t len)
{
    size_t n = strlen("msgstr[");
    if (len < n + 2 || at[n] < '0' || at[n] > '9' || at[n + 1] != ']') {
        fault(g->po, "Number the forms: msgstr[0], msgstr[1].",
            "This plural form has no proper number.");
        g->into = NULL;
        return;
    }
    int form = at[n] - '0';
    if (form >= PLURAL_MAX) {
        faults_add(g->po->source->faults, g->po->source->file, g->po->line,
            "Leave it out: a language with more forms is not possible.",
            "There are more than %d plural forms.", PLURAL_MAX);
        g->into = NULL;
        return;
    }
    g->entry->indexed = true;
    g->entry->text_line[form] = g->po->line;
    begin(g, &g->text[form], at + n + 2, len - n - 2);
}

static void take_comment(struct gathering *g, const char *at, size_t len)
{
    if (has_prefix(at, len, "#,") && memmem(at, len, "fuzzy", strlen("fuzzy")) != NULL) {
        fault(g->po, "Check the translation, then remove the word fuzzy.",
            "This translation is marked fuzzy.");
    }
}

static void take_line(struct gathering *g, char *at, size_t len)
{
    if (len == 0)
        return;
    if (at[0] == '#') {
        take_comment(g, at, len);
    } else if (at[0] == '"') {
        take_quoted(g, at, len);
    } else if (has_keyword(at, len, "msgid")) {
        g->entry->line = g->po->line;
        begin(g, &g->id, at + strlen("msgid"), len - strlen("msgid"));
    } else if (has_keyword(at, len, "msgid_plural")) {
        begin(g, &g->plural_id, at + strlen("msgid_plural"), len - strlen("msgid_plural"));
    } else if (has_keyword(at, len, "msgstr")) {
        g->entry->text_line[0] = g->po->line;
        begin(g, &g->text[0], at + strlen("msgstr"), len - strlen("msgstr"));
    } else if (has_prefix(at, len, "msgstr[")) {
        take_indexed(g, at, len);
    } else {
        fault(g->po, how, "This line does not belong in a phrase file.");
        g->into = NULL;
    }
}

/* Whether the line begins another entry than the one in g: msgid or a comment after a msgstr. */
static bool begins_next(const struct gathering *g, const char *at, size_t len)
{
    bool complete = g->id.text != NULL && g->into != &g->id && g->into != &g->plural_id;
    return complete && (has_keyword(at, len, "msgid") || has_prefix(at, len, "#"));
}

static void gather(struct gathering *g)
{
    struct po *po = g->po;
    while (*po->at != '\0') {
        char *start = po->at + strspn(po->at, " \t");
        char *end = strchrnul(po->at, '\n');
        char *next = *end == '\0' ? end : end + 1;
        if (start > end)
            start = end;
        while (end > start && (end[-1] == ' ' || end[-1] == '\t'))
            end--;
        size_t len = (size_t)(end - start);
        if (begins_next(g, start, len))
            return;
        take_line(g, start, len);
        po->at = next;
        po->line++;
    }
}

static const char *finish(struct string *s)
{
    if (s->text != NULL)
        s->text[s->len] = '\0';
    return s->text;
}

bool po_next(struct po *po, struct po_entry *entry)
{
    struct gathering g = { .po = po, .entry = entry };
    *entry = (struct po_entry){ 0 };
    gather(&g);
    entry->id = finish(&g.id);
    entry->plural_id = finish(&g.plural_id);
    for (int i = 0; i < PLURAL_MAX; i++)
        entry->text[i] = finish(&g.text[i]);
    return entry->id != NULL;
}
