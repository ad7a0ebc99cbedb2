#include "page.h"

#include "run.h"
#include "sheet.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Goed Werk "
    "kiosk</title>\n"
    "<style>\n"
    "body { font: 16px/1.5 sans-serif; margin: 24px; background: #f3ede0; color: #23252d }\n"
    "nav a { margin-right: 12px }\n"
    "section { display: flex; flex-wrap: wrap; gap: 20px; align-items: flex-start }\n"
    "figure { margin: 0 } figure img { height: 300px; border: 1px solid #999; display: block }\n"
    "</style>\n<h1>Goed Werk kiosk</h1>\n";

/* The part of the visit that a picture belongs to: "03" of "03-deck-2". */
enum { PART_LEN = 2, PARTS = 100 };

static int part_of(const char *name)
{
    return (name[0] - '0') * 10 + name[1] - '0';
}

/* "deck" of "03-deck-2", the first name of each part. */
static void find_parts(struct arena *a, const char *out, const struct tour_set *sets, int set_count,
    const char *parts[PARTS])
{
    for (int s = 0; s < set_count; s++) {
        const char **names =
            sheet_names(a, arena_printf(a, "%s/%s/%s", out, sets[s].panel->name, sets[s].name));
        for (int i = 0; names[i] != NULL; i++)
            if (parts[part_of(names[i])] == NULL)
                parts[part_of(names[i])] = names[i] + PART_LEN + 1;
    }
}

static void write_figure(FILE *f, const char *path, const char *caption)
{
    fprintf(f,
        "<figure><a href=\"%s\"><img src=\"%s\" loading=\"lazy\" alt=\"%s\"></a>"
        "<figcaption>%s</figcaption></figure>\n",
        path, path, caption, caption);
}

static void write_part(
    FILE *f, struct arena *a, const char *out, const struct tour_set *sets, int set_count, int part)
{
    for (int s = 0; s < set_count; s++) {
        const char *folder = arena_printf(a, "%s/%s", sets[s].panel->name, sets[s].name);
        const char **names = sheet_names(a, arena_printf(a, "%s/%s", out, folder));
        for (int i = 0; names[i] != NULL; i++)
            if (part_of(names[i]) == part)
                write_figure(f, arena_printf(a, "%s/%s.png", folder, names[i]),
                    arena_printf(a, "%s · %s @ %s px/mm · %s", names[i] + PART_LEN + 1,
                        sets[s].panel->name, sets[s].panel->px_per_mm, sets[s].name));
    }
}

static void write_sheets(FILE *f, struct arena *a, const struct tour_set *sets, int set_count)
{
    for (int s = 0; s < set_count; s++) {
        const char *name = arena_printf(a, "%s-%s", sets[s].panel->name, sets[s].name);
        fprintf(f, "<a href=\"sheet-%s.png\">%s</a> ", name, name);
    }
}

static void write_card_set(FILE *f, struct arena *a, const char *out, const struct tour_set *set)
{
    const char *folder = arena_printf(a, "%s/%s", set->panel->name, set->name);
    const char **names = sheet_names(a, arena_printf(a, "%s/%s", out, folder));
    fprintf(f, "<h3>%s @ %s px/mm · %s</h3>\n<section>\n", set->panel->name, set->panel->px_per_mm,
        set->name);
    for (int i = 0; names[i] != NULL; i++)
        write_figure(f, arena_printf(a, "%s/%s.png", folder, names[i]), names[i]);
    fprintf(f, "</section>\n");
}

static void write_paper(FILE *f, struct arena *a)
{
    static const char *const cards[] = { "card", "card-a6", "card-a5", "card-a4", "card-10x15",
        "card-roll" };
    fprintf(f, "<h2 id=\"paper\">Printed cards</h2>\n"
               "<p>The first as the printer got it during the visit; then one for each paper: ");
    for (size_t i = 0; i < COUNT_OF(cards); i++)
        fprintf(f, "<a href=\"%s.pdf\">%s.pdf</a> ", cards[i], cards[i]);
    fprintf(f, "</p>\n<section>\n");
    for (size_t i = 0; i < COUNT_OF(cards); i++)
        write_figure(f, arena_printf(a, "%s.png", cards[i]), cards[i]);
    fprintf(f, "</section>\n");
}

static void write_stick(FILE *f, struct arena *a, const char *out)
{
    const char *argv[] = { "find", "stick", "-type", "f", NULL };
    int status;
    char *rest = run_output(a, out, argv, &status);
    fprintf(f, "<h2 id=\"stick\">On the stick</h2>\n<ul>\n");
    for (char *path; status == 0 && (path = strsep(&rest, "\n")) != NULL;)
        if (path[0] != '\0')
            fprintf(f, "<li><a href=\"%s\">%s</a></li>\n", path, path);
    fprintf(f, "</ul>\n");
}

void page_make(struct arena *a, const char *out, const struct tour_set *sets, int set_count,
    const struct tour_set *card_sets, int card_set_count)
{
    const char *parts[PARTS] = { NULL };
    FILE *f = fopen(arena_printf(a, "%s/index.html", out), "we");
    if (f == NULL) {
        fprintf(stderr, "demo: %s/index.html cannot be written\n", out);
        exit(EXIT_FAILURE);
    }
    find_parts(a, out, sets, set_count, parts);
    fprintf(f, "%s<nav>", head);
    for (int i = 0; i < PARTS; i++)
        if (parts[i] != NULL)
            fprintf(f, "<a href=\"#p%d\">%s</a> ", i, parts[i]);
    fprintf(f, "<a href=\"#cards\">longest cards</a> <a href=\"#paper\">printed cards</a> <a "
               "href=\"#stick\">stick</a></nav>\n");
    fprintf(f, "<h2>Contact sheets</h2>\n<p>");
    write_sheets(f, a, sets, set_count);
    write_sheets(f, a, card_sets, card_set_count);
    fprintf(f, "</p>\n");
    for (int i = 0; i < PARTS; i++) {
        if (parts[i] == NULL)
            continue;
        fprintf(f, "<h2 id=\"p%d\">%s</h2>\n<section>\n", i, parts[i]);
        write_part(f, a, out, sets, set_count, i);
        fprintf(f, "</section>\n");
    }
    fprintf(f, "<h2 id=\"cards\">The longest cards</h2>\n");
    for (int s = 0; s < card_set_count; s++)
        write_card_set(f, a, out, &card_sets[s]);
    write_paper(f, a);
    write_stick(f, a, out);
    fprintf(f, "</html>\n");
    if (fclose(f) != 0) {
        fprintf(stderr, "demo: %s/index.html cannot be written\n", out);
        exit(EXIT_FAILURE);
    }
}
