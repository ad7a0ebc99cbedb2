#include "documents/bundle.h"

#include "core/slug.h"
#include "documents/meeting_label.h"
#include "documents/readme_txt.h"
#include "documents/results_csv.h"

#include <assert.h>
#include <glib.h>
#include <string.h>

enum { SLUG_MAX = 40 }; /* of one part of a folder's name */

struct making {
    struct arena *arena;
    const struct bundle_plan *plan;
    struct bundle *out;
};

/*
 * What a bundle holds, in the order in which it is made. A row adds the file of its name, or, where
 * the name ends in a slash, all files of that folder.
 */
struct part {
    struct readme_entry says;
    bool (*add)(struct making *m, const char *name, struct err *err);
};

static void add_file(struct making *m, const char *path, struct document d)
{
    assert(m->out->file_count < BUNDLE_FILE_MAX);
    m->out->files[m->out->file_count++] = (struct bundle_file){ path, d.bytes, d.len };
}

static bool add_csv(struct making *m, const char *name, struct err *err)
{
    (void)err;
    add_file(m, name, results_csv(m->arena, m->plan->results.published));
    return true;
}

static bool add_archive(struct making *m, const char *name, struct err *err)
{
    if (m->plan->archive.len == 0)
        return err_set(err, ERR_INTERNAL, "bundle without an archive");
    add_file(m, name, m->plan->archive);
    return true;
}

static bool add_readme(struct making *m, const char *name, struct err *err);
static bool add_sums(struct making *m, const char *name, struct err *err);

static const struct part parts[] = {
    { { "resultaten.csv", "Alle tellingen in één tabel. Je opent hem met Excel of LibreOffice.",
          "All counts in one table. Open it with Excel or LibreOffice." },
        add_csv },
    { { "niet-doorsturen/archief.sqlite",
          "Dezelfde tellingen, om later met andere bijeenkomsten samen te voegen. Bewaar dit zelf.",
          "The same counts, to merge with other meetings later. Keep this one to yourself." },
        add_archive },
    { { "LEESMIJ.txt", "Dit bestand.", "This file." }, add_readme },
    { { "SHA256SUMS",
          "Controlegetallen. Met \"sha256sum -c SHA256SUMS\" zie je of alle bestanden heel zijn.",
          "Checksums. \"sha256sum -c SHA256SUMS\" shows whether all files are intact." },
        add_sums },
};

static bool add_readme(struct making *m, const char *name, struct err *err)
{
    (void)err;
    struct readme_entry entries[COUNT_OF(parts)];
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        entries[i] = parts[i].says;
    add_file(m, name, readme_txt(m->arena, m->plan->results.published, entries, COUNT_OF(entries)));
    return true;
}

/* Has to be the last part: it covers what was added before it. */
static bool add_sums(struct making *m, const char *name, struct err *err)
{
    (void)err;
    GString *sums = g_string_new(NULL);
    for (int i = 0; i < m->out->file_count; i++) {
        const struct bundle_file *f = &m->out->files[i];
        char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, f->bytes, f->len);
        g_string_append_printf(sums, "%s  %s\n", sum, f->path);
        g_free(sum);
    }
    add_file(m, name,
        (struct document){
            .bytes = arena_strndup(m->arena, sums->str, sums->len), .len = sums->len });
    g_string_free(sums, TRUE);
    return true;
}

static const char *slug_or(struct arena *a, const char *text, const char *instead)
{
    const char *slug = slug_of(a, text, SLUG_MAX);
    return slug[0] == '\0' ? instead : slug;
}

const char *bundle_kiosk_folder(struct arena *a, const char *label, const char *kiosk_id)
{
    return arena_printf(a, "%s-%.4s", slug_or(a, label, "kiosk"), kiosk_id);
}

bool bundle_make(
    struct arena *a, const struct bundle_plan *plan, struct bundle *out, struct err *err)
{
    const struct meeting *m = &plan->results.published->meeting;
    *out = (struct bundle){
        .closed = m->state == MEETING_CLOSED,
        .kiosk = bundle_kiosk_folder(a, plan->kiosk_label, plan->results.published->kiosk_id),
        .folder = arena_printf(a, "%s-%s-%02x%02x", slug_or(a, m->date, "zonder-datum"),
            slug_or(a, meeting_name(a, m), "bijeenkomst"), m->id[0], m->id[1]),
    };
    struct making making = { .arena = a, .plan = plan, .out = out };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (!parts[i].add(&making, parts[i].says.name, err))
            return false;
    return true;
}
