#include "screens/story.h"

/* Letters that a line of the story holds at least: the shortest line length of the design. */
static const char line_of_letters[] = "Noor schrijft een advies ove";

/* Field and title, with the space below them; the field gives way where the glass is small. */
struct head {
    const char *field;
    const struct style *title;
    int field_h, title_h, space;
};

static struct head head_of(struct ui *ui, const struct model *m, int width, bool with_field)
{
    const struct theme *t = ui->theme;
    int found;
    const struct card_text *text =
        card_text_in(model_card(m), m->visit.language, m->default_language, &found);
    struct head head = { .space = t->text.line / 3 };
    head.title = with_field ? ui_long_title_style(ui, width, text->title)
                            : ui_title_style(ui, width, text->title);
    if (found != m->visit.language) /* say in which language it is, if not in the one asked for */
        head.field =
            arena_printf(ui->arena, "%s · %s", text->field, m->content->languages[found].name);
    else if (with_field)
        head.field = text->field;
    if (head.field != NULL)
        head.field_h = ui_text_height(ui, &t->kicker, width, head.field);
    head.title_h = ui_text_height(ui, head.title, width, text->title);
    return head;
}

static int head_height(const struct head *head)
{
    return head->field_h + head->title_h + head->space;
}

static int paragraph_gap(const struct ui *ui)
{
    return ui->theme->text.line / 2;
}

static int card_pad(const struct ui *ui)
{
    return ui->theme->pad;
}

static int inner_width(const struct ui *ui, int width)
{
    return width - 2 * card_pad(ui);
}

bool story_is_readable(struct ui *ui, int width)
{
    return ui_text_width(ui, &ui->theme->text, line_of_letters) <= inner_width(ui, width);
}

/* Heights of the story's rows: the first paragraph together with the head. */
static int row_heights(struct ui *ui, const struct model *m, int width, bool with_field,
    int heights[CARD_PARAGRAPH_MAX])
{
    const struct card_text *text = model_text(m, m->visit.card);
    struct head head = head_of(ui, m, width, with_field);
    for (int i = 0; i < text->paragraph_count; i++)
        heights[i] = ui_text_height(ui, &ui->theme->text, width, text->paragraphs[i]) +
                     (i == 0 ? head_height(&head) : 0);
    return text->paragraph_count;
}

int story_height(struct ui *ui, const struct model *m, int width)
{
    int heights[CARD_PARAGRAPH_MAX], n = row_heights(ui, m, inner_width(ui, width), true, heights);
    int height = 2 * card_pad(ui) + (n - 1) * paragraph_gap(ui);
    for (int i = 0; i < n; i++)
        height += heights[i];
    return height;
}

static void draw_rows(
    struct ui *ui, const struct model *m, struct rect r, struct page_span span, bool with_field)
{
    const struct theme *t = ui->theme;
    const struct card_text *text = model_text(m, m->visit.card);

    ui_card(ui, r, t->paper, t->paper_edge);
    r = rect_inset(r, card_pad(ui));
    struct head head = head_of(ui, m, r.w, with_field);
    for (int i = span.first; i < span.first + span.count; i++) {
        if (i == 0 && head.field != NULL)
            rect_cut_top(&r, ui_text(ui, "story.field", r, &t->kicker, ALIGN_LEFT, head.field));
        if (i == 0) {
            rect_cut_top(&r, ui_text(ui, "story.title", r, head.title, ALIGN_LEFT, text->title));
            rect_cut_top(&r, head.space);
        }
        const char *id = arena_printf(ui->arena, "story.text.%d", i + 1);
        rect_cut_top(&r, ui_text(ui, id, r, &t->text, ALIGN_LEFT, text->paragraphs[i]));
        rect_cut_top(&r, paragraph_gap(ui));
    }
}

void story_draw(struct ui *ui, const struct model *m, struct rect r)
{
    int count = model_text(m, m->visit.card)->paragraph_count;
    draw_rows(ui, m, r, (struct page_span){ .count = count }, true);
}

struct page_span story_span(struct ui *ui, const struct model *m, struct rect r, int page)
{
    int heights[CARD_PARAGRAPH_MAX], n = row_heights(ui, m, inner_width(ui, r.w), false, heights);
    struct page_span span = pager_span(heights, n, paragraph_gap(ui), r.h - 2 * card_pad(ui), page);
    if (!span.fits || span.pages > 3)
        ui_misfit(ui, "story");
    return span;
}

void story_draw_page(struct ui *ui, const struct model *m, struct rect r, struct page_span span)
{
    draw_rows(ui, m, r, span, false);
}
