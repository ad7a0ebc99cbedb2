#include "screens/choices.h"

#include "screens/dilemma.h"
#include "screens/turn.h"
#include "ui/button.h"
#include "ui/pager.h"

struct row {
    const char *id, *badge, *text;
    enum choice choice;
};

static int make_rows(const struct model *m, struct row rows[CHOICE_COUNT])
{
    static const char *const ids[CHOICE_COUNT] = { "choice.a", "choice.b", "choice.c", "choice.d",
        "choice.other" };
    static const char *const badges[CHOICE_COUNT] = { "A", "B", "C", "D", "?" };
    const struct card_text *text = model_text(m, m->visit.card);
    int n = 0;

    for (; n < model_card(m)->choice_count; n++)
        rows[n] = (struct row){ ids[n], badges[n], text->choices[n], (enum choice)n };
    rows[n++] = (struct row){ ids[CHOICE_OTHER], badges[CHOICE_OTHER],
        model_phrase(m, PHRASE_CHOICE_OTHER), CHOICE_OTHER };
    return n;
}

static int badge_side(const struct ui *ui)
{
    return ui->theme->text.px * 2;
}

static int row_pad(const struct ui *ui)
{
    return ui->theme->mm * 3;
}

static struct style row_style(const struct ui *ui)
{
    struct style s = ui->theme->text;
    s.line = s.px * 122 / 100;
    return s;
}

static int text_room(const struct ui *ui, int width)
{
    return width - 2 * row_pad(ui) - badge_side(ui) - row_pad(ui);
}

static int row_need(struct ui *ui, const struct row *row, int width, int least)
{
    struct style s = row_style(ui);
    int need = ui_text_height(ui, &s, text_room(ui, width), row->text) + 2 * ui->theme->mm;
    if (need < badge_side(ui) + ui->theme->mm)
        need = badge_side(ui) + ui->theme->mm;
    return need > least ? need : least;
}

static int needs_of(struct ui *ui, const struct row *rows, int n, int width, int least, int *needs)
{
    int sum = (n - 1) * ui->theme->gap;
    for (int i = 0; i < n; i++)
        sum += needs[i] = row_need(ui, &rows[i], width, least);
    return sum;
}

int choices_height(struct ui *ui, const struct model *m, int width)
{
    struct row rows[CHOICE_COUNT];
    int needs[CHOICE_COUNT], n = make_rows(m, rows);
    return needs_of(ui, rows, n, width, ui->theme->target, needs);
}

static void draw_row(struct ui *ui, const struct model *m, const struct row *row, struct rect r)
{
    const struct theme *t = ui->theme;
    bool chosen = m->visit.choice == (int)row->choice;
    struct style s = row_style(ui), letter = t->heading;

    ui_card(ui, r, t->paper, t->edge);
    if (chosen || ui_is_pressed(ui, row->id))
        draw_edge(ui->draw, r, t->radius, t->edge_px * 2, t->ink, t->paper);
    struct rect inner = rect_inset_xy(r, row_pad(ui), 0);
    int side = badge_side(ui);
    struct rect badge = rect_centre(rect_cut_left(&inner, side), side, side);
    draw_edge(ui->draw, badge, side / 2, t->edge_px, chosen ? t->ink : t->edge,
        chosen ? t->ink : t->paper);
    letter.px = t->text.px * 5 / 4;
    letter.line = letter.px;
    letter.colour = chosen ? t->on_ink : t->ink;
    ui_label(ui, NULL, badge, &letter, ALIGN_CENTRE, row->badge);
    rect_cut_left(&inner, row_pad(ui));
    ui_label(ui, NULL, inner, &s, ALIGN_LEFT, row->text);
    ui_control(ui, (struct control){ .id = row->id,
                       .label = row->text,
                       .role = ROLE_BUTTON,
                       .rect = r,
                       .send = { MSG_PICK_CHOICE, (int)row->choice },
                       .chosen = chosen });
}

static void draw_column(
    struct ui *ui, const struct model *m, const struct row *rows, int n, int least, struct rect r)
{
    int needs[CHOICE_COUNT] = { 0 }, heights[CHOICE_COUNT];
    needs_of(ui, rows, n, r.w, least, needs);
    dilemma_share(needs, n, ui->theme->gap, r.h, ui->theme->mm * 24, heights);
    for (int i = 0; i < n; i++) {
        draw_row(ui, m, &rows[i], rect_cut_top(&r, heights[i]));
        rect_cut_top(&r, ui->theme->gap);
    }
}

/* Two columns, read row by row, are worth it where they make every choice a large target. */
static bool fits_two_columns(struct ui *ui, const struct row *rows, int n, struct rect r)
{
    int lines = (n + 1) / 2, room = (r.h - (lines - 1) * ui->theme->gap) / lines;
    struct rect cell = rect_column(r, 2, ui->theme->gap, 0);
    struct style s = row_style(ui);
    for (int i = 0; i < n; i++)
        if (row_need(ui, &rows[i], cell.w, ui->theme->answer) > room ||
            ui_word_width(ui, &s, rows[i].text) > text_room(ui, cell.w))
            return false;
    return true;
}

static void draw_two_columns(
    struct ui *ui, const struct model *m, const struct row *rows, int n, struct rect r)
{
    int lines = (n + 1) / 2, gap = ui->theme->gap;
    for (int i = 0; i < n; i++) {
        struct rect line = rect_row(r, lines, gap, i / 2);
        draw_row(ui, m, &rows[i], rect_column(line, 2, gap, i % 2));
    }
}

static void draw_pages(
    struct ui *ui, const struct model *m, const struct row *rows, int n, struct rect r)
{
    const struct theme *t = ui->theme;
    int needs[CHOICE_COUNT];
    struct rect more = rect_cut_bottom(&r, t->target);

    rect_cut_bottom(&r, t->gap);
    needs_of(ui, rows, n, r.w, t->target, needs);
    struct page_span span = pager_span(needs, n, t->gap, r.h, m->visit.choice_page);
    if (!span.fits || span.pages > 3)
        ui_misfit(ui, "choice");
    draw_column(ui, m, rows + span.first, span.count, t->target, r);
    turn_button(ui, m, more, "choice.more", MSG_CHOICE_PAGE, span);
}

void choices_draw(struct ui *ui, const struct model *m, struct rect r)
{
    struct row rows[CHOICE_COUNT];
    int needs[CHOICE_COUNT], n = make_rows(m, rows);
    const struct theme *t = ui->theme;

    if (needs_of(ui, rows, n, r.w, t->answer, needs) <= r.h)
        draw_column(ui, m, rows, n, t->answer, r);
    else if (needs_of(ui, rows, n, r.w, t->mm * 16, needs) <= r.h) /* one list reads better */
        draw_column(ui, m, rows, n, t->mm * 16, r);
    else if (fits_two_columns(ui, rows, n, r))
        draw_two_columns(ui, m, rows, n, r);
    else if (needs_of(ui, rows, n, r.w, t->target, needs) <= r.h)
        draw_column(ui, m, rows, n, t->target, r);
    else
        draw_pages(ui, m, rows, n, r);
}
