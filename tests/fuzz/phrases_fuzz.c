/*
 * libFuzzer target: any bytes as a file of phrases/, or as a plural rule alone. The first byte says
 * which, so that a corpus file is that letter and the text.
 */
#include "content/phrases.h"
#include "content/plural.h"
#include "door.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_rule(const struct plural_rule *rule)
{
    assert(rule->forms >= 1 && rule->forms <= PLURAL_MAX);
    for (long n = -1; n < 1100; n++)
        assert(plural_form(rule, n) < rule->forms);
    static const long far[] = { INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN, INT64_MIN + 1 };
    for (size_t i = 0; i < COUNT_OF(far); i++)
        assert(plural_form(rule, far[i]) < rule->forms);
}

/* But for phrases that are missing, which is said of no line. */
static bool is_faultless(const struct faults *faults)
{
    for (int i = 0; i < faults->count; i++)
        if (faults->list[i].line > 0)
            return false;
    return true;
}

static void read_phrases(struct door *d)
{
    static const struct language model = { .code = "nl",
        .text = { { "{a} {b}" }, { "x" }, { "{n}", "{n}" } } };
    struct language *language = arena_alloc(d->a, sizeof *language);
    struct phrase_lines *lines = arena_alloc(d->a, sizeof *lines);
    phrases_read(language, lines, d->a, &d->source);
    phrases_compare(language, lines, "f", &model, d->scratch, &d->faults);
    if (language->plural.forms > 0)
        check_rule(&language->plural);
    for (int id = 0; id < PHRASE_COUNT; id++) {
        if (language->text[id][0] == NULL)
            continue;
        const char *filled =
            phrase_fill(d->a, phrase_n(language, (enum phrase_id)id, id), "n", "5", NULL);
        assert(lines->line[id] > 0 && filled != NULL);
        door_check_text(is_faultless(&d->faults) ? filled : "");
    }
}

static void read_rule(const struct door *d)
{
    struct plural_rule rule;
    struct err err;
    if (plural_compile(&rule, d->source.text, &err))
        check_rule(&rule);
    else
        assert(rule.forms == 0 && err.detail[0] != '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct door d;
    if (size == 0)
        return 0;
    if (door_open(&d, data + 1, size - 1)) {
        if (data[0] == 'r')
            read_rule(&d);
        else
            read_phrases(&d);
    }
    door_close(&d);
    return 0;
}
