#include "documents/bundle.h"

#include "core/slug.h"
#include "documents/box_to_door_pdf.h"
#include "documents/card_picture.h"
#include "documents/cheat_sheet_pdf.h"
#include "documents/digest.h"
#include "documents/mail_txt.h"
#include "documents/meeting_label.h"
#include "documents/own_dilemma_pdf.h"
#include "documents/readme_txt.h"
#include "documents/report_pdf.h"
#include "documents/results_csv.h"
#include "documents/results_xlsx.h"
#include "documents/stories_pdf.h"

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
    bool reads; /* by itself, on any computer: also in a report without a stick */
    struct readme_entry says;
    bool (*add)(struct making *m, const char *name, struct err *err);
};

static void add_file(struct making *m, const char *path, struct document d)
{
    assert(m->out->file_count < BUNDLE_FILE_MAX);
    m->out->files[m->out->file_count++] = (struct bundle_file){ path, d.bytes, d.len };
}

static bool add_report(struct making *m, const char *name, struct err *err)
{
    struct document d;
    bool ok = report_pdf(m->plan->typesetter, m->arena, &m->plan->results, &d, err);
    if (ok)
        add_file(m, name, d);
    return ok;
}

static bool add_xlsx(struct making *m, const char *name, struct err *err)
{
    struct document d;
    bool ok = results_xlsx(m->arena, &m->plan->results, &d, err);
    if (ok)
        add_file(m, name, d);
    return ok;
}

static bool add_csv(struct making *m, const char *name, struct err *err)
{
    (void)err;
    add_file(m, name, results_csv(m->arena, m->plan->results.published));
    return true;
}

static bool add_mail(struct making *m, const char *name, struct err *err)
{
    (void)err;
    add_file(m, name, mail_txt(m->arena, &m->plan->results));
    return true;
}

/* The card's key as a file's name (a merged archive may hold any key), with its version where there
 * are two of it. */
static const char *picture_name(struct making *m, const char *folder, int i)
{
    const struct published *p = m->plan->results.published;
    const struct published_card *card = &p->cards[i];
    const char *name = slug_of(m->arena, card->card, MEETING_KEY_MAX);
    for (int other = 0; other < p->card_count; other++)
        if (other != i &&
            strcmp(name, slug_of(m->arena, p->cards[other].card, MEETING_KEY_MAX)) == 0)
            return arena_printf(m->arena, "%s%s-%s.png", folder, name,
                slug_of(m->arena, card->version, CARD_VERSION_LEN));
    return arena_printf(m->arena, "%s%s.png", folder, name);
}

/* Of more cards than a deck holds, merging made them: those to talk about first. */
static bool add_pictures(struct making *m, const char *name, struct err *err)
{
    int count;
    const int *order = digest_order(&m->plan->results, m->arena, &count);
    for (int i = 0; i < count && i < DECK_CARD_MAX; i++) {
        struct document d;
        if (!card_picture(m->plan->typesetter, m->arena, &m->plan->results, order[i], &d, err))
            return false;
        add_file(m, picture_name(m, name, order[i]), d);
    }
    return true;
}

static bool add_papers(struct making *m, const char *name, struct err *err)
{
    struct typesetter *t = m->plan->typesetter;
    const struct results *r = &m->plan->results;
    const struct deck *deck = m->plan->deck;
    struct arena *a = m->arena;
    struct document cheat_sheet, stories, own_dilemma, box_to_door;
    if (!cheat_sheet_pdf(t, a, r, deck, &cheat_sheet, err) ||
        !box_to_door_pdf(t, a, results_language(r), &box_to_door, err))
        return false;
    add_file(m, arena_printf(a, "%sspiekbriefje.pdf", name), cheat_sheet);
    add_file(m, arena_printf(a, "%svan-doos-tot-deur.pdf", name), box_to_door);
    if (deck == NULL)
        return true;
    if (!stories_pdf(t, a, r->content, r->language, deck, deck->vocabulary, &stories, err) ||
        !own_dilemma_pdf(t, a, r->content, r->language, deck->vocabulary, &own_dilemma, err))
        return false;
    add_file(m, arena_printf(a, "%sverhalen.pdf", name), stories);
    add_file(m, arena_printf(a, "%smijn-eigen-dilemma.pdf", name), own_dilemma);
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
    { true,
        { "verslag.pdf",
            "Het verslag: waar het gesprek begint, en per dilemma hoe de groep koos. Om te "
            "printen.",
            "The report: where the conversation begins, and how the group chose. To print." },
        add_report },
    { true,
        { "resultaten.xlsx",
            "Alle tellingen als werkboek met grafieken, voor Excel of LibreOffice.",
            "All counts as a workbook with charts, for Excel or LibreOffice." },
        add_xlsx },
    { true,
        { "resultaten.csv", "Alle tellingen in één tabel. Je opent hem met Excel of LibreOffice.",
            "All counts in one table. Open it with Excel or LibreOffice." },
        add_csv },
    { true,
        { "mailtekst.txt", "Vijf regels om in een mail te plakken.",
            "Five lines to paste into a mail." },
        add_mail },
    { true,
        { "beelden/", "Per dilemma één plaatje, voor een mail of een presentatie.",
            "One picture a dilemma, for a mail or a presentation." },
        add_pictures },
    { true,
        { "papier/",
            "Om te printen: het spiekbriefje voor het gesprek, de verhalen voor op tafel, een"
            " formulier voor een eigen dilemma, en van doos tot deur.",
            "To print: a cheat sheet for the talk, the stories for the tables, a form for a dilemma"
            " of your own, and from box to door." },
        add_papers },
    { false,
        { "niet-doorsturen/archief.sqlite",
            "Dezelfde tellingen, om later met andere bijeenkomsten samen te voegen. Bewaar dit "
            "zelf.",
            "The same counts, to merge with other meetings later. Keep this one to yourself." },
        add_archive },
    { false, { "LEESMIJ.txt", "Dit bestand.", "This file." }, add_readme },
    { false,
        { "SHA256SUMS",
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

bool bundle_report(
    struct arena *a, const struct bundle_plan *plan, struct bundle *out, struct err *err)
{
    struct making making = { .arena = a, .plan = plan, .out = out };
    *out = (struct bundle){ .file_count = 0 };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (parts[i].reads && !parts[i].add(&making, parts[i].says.name, err))
            return false;
    return true;
}
