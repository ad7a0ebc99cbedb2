#include "content_case.h"

#include "base/file.h"
#include "temp.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

const char case_card[] =
    "---\n"
    "field: Beleid\n"
    "themes: openheid\n"
    "---\n"
    "\n"
    "# Eén op de vijf\n"
    "\n"
    "*Morgen beslist de minister.*\n"
    "\n"
    "Noor schrijft een advies over een nieuwe toeslag. Morgen beslist de minister.\n"
    "Eén cijfer valt *echt* tegen: een op de vijf gezinnen krijgt straks minder.\n"
    "\n"
    "‘Laat het er maar uit’, zegt haar chef. ‘Straks gaat het alleen nog dáárover.’\n"
    "Noor werkt al drie maanden aan dit plan en gelooft erin.\n"
    "\n"
    "Over een uur moet het advies weg.\n"
    "\n"
    "## Wat zou jij doen?\n"
    "\n"
    "- Weglaten en versturen\n"
    "- Laten staan en het zeggen\n"
    "\n"
    "## Om over na te denken\n"
    "\n"
    "- Welk feit hield jij weleens voor je?\n";

void case_open(struct content_case *c, const char *text)
{
    *c = (struct content_case){ .a = arena_new(), .scratch = arena_new() };
    c->faults = (struct faults){ .arena = c->a };
    c->source = (struct source){
        .file = "f.md", .text = text, .scratch = c->scratch, .faults = &c->faults
    };
}

void case_close(struct content_case *c)
{
    if (c->dir != NULL)
        temp_remove(c->dir);
    arena_free(c->scratch);
    arena_free(c->a);
}

void case_expect(const struct content_case *c, const char *file, int line, const char *words)
{
    for (int i = 0; i < c->faults.count; i++) {
        const struct fault *f = &c->faults.list[i];
        const char *says = arena_printf(c->scratch, "%s %s", f->what, f->mend);
        if ((file == NULL || strcmp(f->file, file) == 0) && f->line == line &&
            strstr(says, words) != NULL)
            return;
    }
    for (int i = 0; i < c->faults.count; i++)
        print_message("  %s:%d: %s %s\n", c->faults.list[i].file, c->faults.list[i].line,
            c->faults.list[i].what, c->faults.list[i].mend);
    fail_msg("no fault %s:%d \"%s\"", file == NULL ? "" : file, line, words);
}

void case_expect_none(const struct content_case *c)
{
    for (int i = 0; i < c->faults.count; i++)
        fail_msg(
            "%s:%d: %s", c->faults.list[i].file, c->faults.list[i].line, c->faults.list[i].what);
}

char *case_path(const struct content_case *c, const char *file)
{
    return arena_printf(c->a, "%s/%s", c->dir, file);
}

void case_write(const struct content_case *c, const char *file, const char *bytes, size_t len)
{
    temp_write(case_path(c, file), bytes, len);
}

void case_put(const struct content_case *c, const char *file, const char *text)
{
    case_write(c, file, text, strlen(text));
}

void case_remove(const struct content_case *c, const char *file)
{
    assert_int_equal(remove(case_path(c, file)), 0);
}

static void copy_shipped(const struct content_case *c, const char *file)
{
    struct err err;
    size_t len;
    const char *bytes =
        file_read(c->a, arena_printf(c->a, "content/%s", file), TEXT_FILE_MAX, &len, &err);
    if (bytes == NULL)
        fail_msg("%s (tests run from the top folder of the project)", err.detail);
    case_write(c, file, bytes, len);
}

void case_folder(struct content_case *c)
{
    static const char *const folders[] = { "cards", "decks", "phrases", "vocabularies" };
    case_open(c, NULL);
    c->dir = temp_make(c->a);
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        assert_int_equal(mkdir(case_path(c, folders[i]), 0755), 0);
    copy_shipped(c, "phrases/nl.po");
    copy_shipped(c, "phrases/en.po");
    copy_shipped(c, "vocabularies/vakmanschap.md");
    case_put(c, "cards/vijf.nl.md", case_card);
    case_put(c, "cards/vijf.en.md", case_card);
    case_put(c, "decks/een.md", "---\nnl: Eén\nvocabulary: vakmanschap\n---\n\n- vijf\n");
}

const struct content *case_load(struct content_case *c, const char *shipped_dir)
{
    c->faults = (struct faults){ .arena = c->a };
    return content_load(c->a, c->dir, shipped_dir, &c->faults);
}
