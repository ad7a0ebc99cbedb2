#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report_desk.h"

#include "run.h"
#include "temp.h"

#include <stdlib.h>
#include <string.h>

int report_desk_open(void **state)
{
    struct report_desk *d = calloc(1, sizeof *d);
    struct err err;
    d->typesetter = typesetter_open("assets/fonts", &err);
    d->arena = arena_new();
    d->folder = temp_make(d->arena);
    d->pdf = arena_printf(d->arena, "%s/verslag.pdf", d->folder);
    *state = d;
    return d->typesetter == NULL;
}

int report_desk_close(void **state)
{
    struct report_desk *d = *state;
    typesetter_close(d->typesetter);
    temp_remove(d->folder);
    arena_free(d->arena);
    free(d);
    return 0;
}

struct document report_desk_make(struct report_desk *d, const struct sample_report *s)
{
    struct document pdf;
    struct err err = { .detail = "" };
    if (!report_pdf(d->typesetter, d->arena, &s->results, &pdf, &err))
        fail_msg("%s", err.detail);
    temp_write(d->pdf, pdf.bytes, pdf.len);
    d->pages = pdf.pages;
    return pdf;
}

char *report_desk_untie(char *text)
{
    for (char *tie; (tie = strstr(text, "\u00a0")) != NULL;) {
        *tie = ' ';
        memmove(tie + 1, tie + 2, strlen(tie + 2) + 1);
    }
    return text;
}

static char *squeezed(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++)
        if (strchr(" \n\r\f\t", *from) == NULL)
            *to++ = *from;
        else if (to > text && to[-1] != ' ')
            *to++ = ' ';
    *to = '\0';
    return text;
}

char *report_desk_text(struct report_desk *d, int page)
{
    const char *first = arena_printf(d->arena, "%d", page > 0 ? page : 1);
    const char *last = arena_printf(d->arena, "%d", page > 0 ? page : d->pages);
    const char *argv[] = { "pdftotext", "-layout", "-f", first, "-l", last, d->pdf, "-", NULL };
    int status;
    char *text = run_output(d->arena, NULL, argv, &status);
    assert_int_equal(status, 0);
    return squeezed(report_desk_untie(text));
}
