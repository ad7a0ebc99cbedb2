#include "screens/question.h"

#include "screens/turn.h"
#include "ui/page.h"
#include "ui/pager.h"
#include <assert.h>

void question_row(struct question *q, struct row row)
{
    assert(q->row_count < QUESTION_ROWS);
    q->rows[q->row_count++] = row;
}

void question_button(struct question *q, struct button button)
{
    assert(q->button_count < QUESTION_BUTTONS);
    q->buttons[q->button_count++] = button;
}

static const char *id_of(struct ui *ui, const struct model *m, const char *part)
{
    return arena_printf(ui->arena, "%s.%s", screen_name(m->screen), part);
}

/* --- the words above the rows --- */

static const struct style *title_style(struct ui *ui, const struct question *q, int width)
{
    return ui_long_title_style(ui, width, q->title);
}

static int words_height(struct ui *ui, const struct question *q, int width)
{
    const struct theme *t = ui->theme;
    int height = ui_text_height(ui, title_style(ui, q, width), width, q->title);
    if (q->kicker != NULL)
        height += ui_text_height(ui, &t->kicker, width, q->kicker) + t->mm;
    if (q->line != NULL)
        height += t->gap + ui_text_height(ui, &t->text, width, q->line);
    return height;
}

static void draw_words(
    struct ui *ui, const struct model *m, const struct question *q, struct rect r)
{
    const struct theme *t = ui->theme;
    if (q->kicker != NULL)
        rect_cut_top(
            &r, ui_text(ui, id_of(ui, m, "step"), r, &t->kicker, ALIGN_LEFT, q->kicker) + t->mm);
    rect_cut_top(
        &r, ui_text(ui, id_of(ui, m, "title"), r, title_style(ui, q, r.w), ALIGN_LEFT, q->title));
    rect_cut_top(&r, t->gap);
    if (q->line != NULL)
        ui_text(ui, id_of(ui, m, "line"), r, &t->text, ALIGN_LEFT, q->line);
}

/* --- rows, in one or two columns --- */

struct lines {
    int columns, count; /* count: lines of rows, and the words as the first */
    int heights[1 + QUESTION_ROWS];
};

static struct lines lines_of(struct ui *ui, const struct question *q, int width, int columns)
{
    struct lines l = { .columns = columns, .count = 1 };
    struct rect cell = rect_column((struct rect){ 0, 0, width, 0 }, columns, ui->theme->gap, 0);
    l.heights[0] = words_height(ui, q, width);
    for (int i = 0; i < q->row_count; i++) {
        int height = ui_row_height(ui, &q->rows[i], cell.w);
        if (i % columns == 0)
            l.heights[l.count++] = height;
        else if (height > l.heights[l.count - 1])
            l.heights[l.count - 1] = height;
    }
    return l;
}

static void draw_line(struct ui *ui, const struct model *m, const struct question *q, int columns,
    int line, struct rect r)
{
    if (line == 0) {
        draw_words(ui, m, q, r);
        return;
    }
    for (int c = 0; c < columns; c++) {
        int row = (line - 1) * columns + c;
        if (row < q->row_count)
            ui_row(ui, rect_column(r, columns, ui->theme->gap, c), &q->rows[row]);
    }
}

static void draw_lines(
    struct ui *ui, const struct model *m, const struct question *q, struct rect r, int columns)
{
    const struct theme *t = ui->theme;
    struct lines l = lines_of(ui, q, r.w, columns);
    struct page_span span = pager_span(l.heights, l.count, t->gap, r.h, 0);
    if (span.pages > 1) {
        struct rect foot = rect_cut_bottom(&r, t->target);
        rect_cut_bottom(&r, t->gap);
        span = pager_span(l.heights, l.count, t->gap, r.h, m->organiser.page);
        turn_button(ui, m, foot, id_of(ui, m, "more"), MSG_PAGE, span);
    }
    if (!span.fits)
        ui_misfit(ui, screen_name(m->screen));
    for (int i = span.first; i < span.first + span.count; i++) {
        draw_line(ui, m, q, columns, i, rect_cut_top(&r, l.heights[i]));
        rect_cut_top(&r, t->gap);
    }
}

static int words_share(int width)
{
    return width * 62 / 100;
}

/* On large glass, words and buttons are no further apart than one glance; at the same height on
 * every page, so that the next button is where the last one was. */
static struct rect nearer(struct ui *ui, const struct question *q, struct rect r)
{
    int most = ui->theme->mm * 80, width = words_share(r.w) - ui->theme->gap * 3;
    struct lines l = lines_of(ui, q, width, 1);
    bool one_page = pager_span(l.heights, l.count, ui->theme->gap, most, 0).pages == 1;
    return r.h > most && one_page ? rect_centre(r, r.w, most) : r;
}

void question_draw(struct ui *ui, const struct model *m, const struct question *q)
{
    const struct theme *t = ui->theme;
    struct bar bar = { .back = q->back != NULL ? q->back : model_phrase(m, PHRASE_NAV_BACK),
        .go_back = q->go_back,
        .steps = NO_STEPS };
    struct rect r = ui_page(ui, m, &bar), buttons;
    if (!ui_is_tall(ui) && q->button_count > 0)
        r = nearer(ui, q, r);
    int room = r.h;

    if (q->button_count == 0) {
        draw_lines(ui, m, q, r, ui_is_tall(ui) ? 1 : 2);
        return;
    }
    if (ui_is_tall(ui)) {
        buttons =
            rect_cut_bottom(&r, ui_buttons_height(ui, q->buttons, q->button_count, r.w, room / 2));
        rect_cut_bottom(&r, t->gap * 2);
        ui_buttons(ui, buttons, q->buttons, q->button_count, room / 2);
    } else {
        struct rect side = rect_cut_right(&r, r.w - words_share(r.w));
        rect_cut_right(&r, t->gap * 3);
        buttons = rect_cut_bottom(
            &side, ui_buttons_height(ui, q->buttons, q->button_count, side.w, room));
        ui_buttons(ui, buttons, q->buttons, q->button_count, room);
    }
    draw_lines(ui, m, q, r, 1);
}
