#include "ui/text.h"

#include "core/content.h"
#include <stdbool.h>
#include <string.h>

#define SOFT_HYPHEN "\xc2\xad"

/* A piece that is never broken: a word, or part of one up to a soft hyphen, or part of a path. */
struct piece {
    const char *text; /* without soft hyphens and marks */
    const char *broken; /* with the hyphen that it shows at a line's end; NULL: as text */
    bool glued; /* follows its predecessor without a space */
    enum font font;
    int width;
};

struct setting {
    struct arena *arena;
    struct measure measure;
    const struct style *style;
    struct piece *pieces;
    int count;
};

static int width_of(const struct setting *s, enum font font, const char *text)
{
    return s->measure.width(s->measure.ctx, font, s->style->px, text, strlen(text));
}

static void add_piece(
    struct setting *s, const char *from, size_t len, bool glued, bool emphasis, bool soft)
{
    struct piece *p = &s->pieces[s->count++];
    *p = (struct piece){ .text = arena_strndup(s->arena, from, len), .glued = glued };
    p->font = emphasis ? FONT_EMPHASIS : s->style->font;
    p->width = width_of(s, p->font, p->text);
    if (soft)
        p->broken = arena_printf(s->arena, "%s-", p->text);
}

/* A path, "cards/een-verhaal.nl.md", may be broken after each / and -, and shows no other hyphen. */
static void add_path(struct setting *s, const char *from, size_t len, bool glued, bool emphasis)
{
    size_t begin = 0;
    for (size_t i = 0; i < len; i++) {
        if (i + 1 < len && from[i] != '/' && from[i] != '-')
            continue;
        add_piece(s, from + begin, i + 1 - begin, glued || begin > 0, emphasis, false);
        struct piece *p = &s->pieces[s->count - 1];
        p->broken = i + 1 < len ? p->text : NULL;
        begin = i + 1;
    }
}

/* Splits text at spaces, soft hyphens and marks of emphasis. */
static void cut_pieces(struct setting *s, const char *text)
{
    s->pieces = arena_alloc(s->arena, (strlen(text) + 1) * sizeof *s->pieces);
    bool emphasis = false, glued = false;
    const char *from = text;
    for (const char *p = text;; p++) {
        bool soft = strncmp(p, SOFT_HYPHEN, 2) == 0;
        bool mark = *p == EMPHASIS_ON || *p == EMPHASIS_OFF;
        bool space = *p == ' ' || *p == '\n';
        if (*p != '\0' && !soft && !mark && !space)
            continue;
        if (p > from) {
            size_t len = (size_t)(p - from);
            if (memchr(from, '/', len) != NULL && !soft)
                add_path(s, from, len, glued, emphasis);
            else
                add_piece(s, from, len, glued, emphasis, soft);
            glued = true;
        }
        if (*p == '\0')
            return;
        if (space)
            glued = false;
        if (mark)
            emphasis = *p == EMPHASIS_ON;
        if (soft)
            p++;
        from = p + 1;
    }
}

static int space_width(const struct setting *s)
{
    return width_of(s, s->style->font, " ");
}

/* Joins the pieces of one line into runs of one font. */
static struct text_line set_line(const struct setting *s, int from, int end)
{
    struct text_run *runs = arena_alloc(s->arena, (size_t)(end - from) * sizeof *runs);
    struct text_line line = { .runs = runs };
    for (int i = from; i < end; i++) {
        const struct piece *p = &s->pieces[i];
        const char *text = i + 1 == end && p->broken != NULL ? p->broken : p->text;
        const char *gap = i > from && !p->glued ? " " : "";
        struct text_run *last = line.run_count > 0 ? &runs[line.run_count - 1] : NULL;
        if (last != NULL && last->font == p->font) {
            last->text = arena_printf(s->arena, "%s%s%s", last->text, gap, text);
        } else {
            int x = last == NULL ? 0 : last->x + last->width + (*gap != '\0' ? space_width(s) : 0);
            runs[line.run_count++] = (struct text_run){ .text = text, .font = p->font, .x = x };
        }
        last = &runs[line.run_count - 1];
        last->width = width_of(s, last->font, last->text);
        line.width = last->x + last->width;
    }
    return line;
}

static bool may_break_before(const struct setting *s, int i)
{
    return i == s->count || !s->pieces[i].glued || s->pieces[i - 1].broken != NULL;
}

/* Where the line that begins at piece `from` ends (the piece after it), filled up to width. Words
 * that are set together may be wider than their sum, so the last word is tried on. */
static int line_end(const struct setting *s, int from, int width)
{
    int used = 0, end = from + 1, space = space_width(s);
    while (!may_break_before(s, end))
        end++;
    for (int i = from; i < s->count && used <= width; i++) {
        const struct piece *p = &s->pieces[i];
        used += (i > from && !p->glued ? space : 0) + p->width;
        if (used <= width && may_break_before(s, i + 1) && i + 1 > end)
            end = i + 1;
    }
    while (set_line(s, from, end).width > width) {
        int shorter = end - 1;
        while (shorter > from && !may_break_before(s, shorter))
            shorter--;
        if (shorter <= from)
            break;
        end = shorter;
    }
    return end;
}

static int count_lines(const struct setting *s, int width, int *words_on_last)
{
    int lines = 0;
    *words_on_last = 0;
    for (int at = 0; at < s->count; lines++) {
        int end = line_end(s, at, width);
        *words_on_last = 0;
        for (int i = at; i < end; i++)
            *words_on_last += i == at || !s->pieces[i].glued;
        at = end;
    }
    return lines;
}

/* A dot between two things, which no line begins or ends with. */
static bool stands_between(const struct setting *s, int i)
{
    return i > 0 && i + 1 < s->count && strcmp(s->pieces[i].text, "·") == 0;
}

/* The width to break at so that lines come out even, or the last one is not a single word. */
static int kinder_width(const struct setting *s, enum text_flow flow, int width)
{
    int words, lines = count_lines(s, width, &words);
    if (lines < 2)
        return width;
    if (flow == TEXT_BALANCED) {
        int low = width / 2, high = width;
        while (low < high) {
            int middle = (low + high) / 2;
            if (count_lines(s, middle, &words) > lines)
                low = middle + 1;
            else
                high = middle;
        }
        return high;
    }
    for (int narrower = width; words < 2 && narrower > width * 4 / 5; narrower -= width / 40 + 1)
        if (count_lines(s, narrower, &words) == lines && words >= 2)
            return narrower;
    return width;
}

struct text_lines text_break(struct arena *a, struct measure m, const struct style *style,
    enum text_flow flow, int width, const char *text)
{
    struct setting s = { .arena = a, .measure = m, .style = style };
    cut_pieces(&s, text);
    struct text_line *lines = arena_alloc(a, (size_t)(s.count + 1) * sizeof *lines);
    struct text_lines out = { .list = lines };
    if (s.count == 0)
        return out;

    struct text_line whole = set_line(&s, 0, s.count);
    int at_width = whole.width <= width ? width : kinder_width(&s, flow, width);
    for (int at = 0; at < s.count;) {
        int end = whole.width <= width ? s.count : line_end(&s, at, at_width);
        int shown = end - at > 1 && stands_between(&s, end - 1) ? end - 1 : end;
        struct text_line line = end - at == s.count ? whole : set_line(&s, at, shown);
        if (line.width > out.width)
            out.width = line.width;
        lines[out.count++] = line;
        at = stands_between(&s, end) ? end + 1 : end;
    }
    return out;
}

int text_height(
    struct arena *a, struct measure m, const struct style *s, int width, const char *text)
{
    return text_break(a, m, s, TEXT_PLAIN, width, text).count * s->line;
}

int text_width(struct measure m, const struct style *s, const char *text)
{
    return m.width(m.ctx, s->font, s->px, text, strlen(text));
}
