#include "screens/rows.h"

#include "screens/turn.h"
#include "ui/pager.h"

void rows_title(struct ui *ui, struct rect *r, const char *id, const char *title)
{
    const struct style *style = ui_title_style(ui, r->w, title);
    rect_cut_top(r, ui_text(ui, id, *r, style, ALIGN_LEFT, title) + ui->theme->mm);
}

int rows_draw(struct ui *ui, const struct model *m, struct rect r, const struct row *rows, int n,
    const char *id_more)
{
    const struct theme *t = ui->theme;
    int *heights = arena_alloc(ui->arena, sizeof *heights * (size_t)n), top = r.y;
    for (int i = 0; i < n; i++)
        heights[i] = ui_row_height(ui, &rows[i], r.w);
    struct page_span span = pager_span(heights, n, t->gap, r.h, 0);
    if (span.pages > 1) {
        struct rect foot = rect_cut_bottom(&r, t->target);
        rect_cut_bottom(&r, t->gap);
        span = pager_span(heights, n, t->gap, r.h, m->organiser.page);
        (span.pages > 3 ? turn_both : turn_button)(ui, m, foot, id_more, MSG_PAGE, span);
    }
    if (!span.fits)
        ui_misfit(ui, id_more);
    for (int i = span.first; i < span.first + span.count; i++) {
        ui_row(ui, rect_cut_top(&r, heights[i]), &rows[i]);
        rect_cut_top(&r, t->gap);
    }
    return r.y - t->gap - top;
}
