/* Screen: what can be printed on paper: the report, and four sheets for around the talk. */
#include "screens/rows.h"
#include "screens/screen.h"
#include "ui/page.h"

static const struct {
    enum handout kind;
    const char *id;
    enum phrase_id title, line;
} sheets[] = {
    { HANDOUT_REPORT, "report.report", PHRASE_HANDOUT_REPORT, PHRASE_HANDOUT_REPORT_LINE },
    { HANDOUT_CHEAT_SHEET, "report.cheat_sheet", PHRASE_HANDOUT_CHEAT, PHRASE_HANDOUT_CHEAT_LINE },
    { HANDOUT_STORIES, "report.stories", PHRASE_HANDOUT_STORIES, PHRASE_HANDOUT_STORIES_LINE },
    { HANDOUT_OWN_DILEMMA, "report.own", PHRASE_HANDOUT_OWN, PHRASE_HANDOUT_OWN_LINE },
    { HANDOUT_BOX_TO_DOOR, "report.box", PHRASE_HANDOUT_BOX, PHRASE_HANDOUT_BOX_LINE },
};
enum { SHEETS = sizeof sheets / sizeof sheets[0] };

static bool is_busy(const struct model *m)
{
    enum print_state s = m->organiser.handout.state;
    return s == PRINT_BUSY || s == PRINT_NO_PAPER;
}

/* How the last one went, below its own title. */
static const char *line_of(const struct model *m, int i)
{
    const struct handout_news *h = &m->organiser.handout;
    if (h->kind == sheets[i].kind)
        switch (h->state) {
        case PRINT_BUSY:
            return model_phrase(m, PHRASE_HANDOUT_BUSY);
        case PRINT_NO_PAPER:
            return model_phrase(m, PHRASE_HANDOUT_NO_PAPER);
        case PRINT_TAKE:
            return model_phrase(m, PHRASE_HANDOUT_TAKE);
        case PRINT_FAILED:
            return model_phrase(m, PHRASE_HANDOUT_FAILED);
        case PRINT_NONE:
            break;
        }
    return model_phrase(m, sheets[i].line);
}

static void view(const struct model *m, struct ui *ui)
{
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = { MSG_GO, SCREEN_ORGANISER },
            .steps = NO_STEPS });
    bool off = m->machine.printer == PRINTER_NONE || m->machine.settings.printer_off || is_busy(m);
    struct row rows[SHEETS];

    rows_title(ui, &r, "report.title", model_phrase(m, PHRASE_HANDOUT_TITLE));
    const char *line = model_phrase(
        m, m->machine.printer == PRINTER_NONE ? PHRASE_HANDOUT_NO_PRINTER : PHRASE_HANDOUT_LINE);
    rect_cut_top(
        &r, ui_text(ui, "report.line", r, &ui->theme->text, ALIGN_LEFT, line) + ui->theme->gap);
    for (int i = 0; i < SHEETS; i++)
        rows[i] = (struct row){ .id = arena_printf(ui->arena, "%s.row", sheets[i].id),
            .title = model_phrase(m, sheets[i].title),
            .line = line_of(m, i),
            .button = { .id = sheets[i].id,
                .label = model_phrase(m, PHRASE_HANDOUT_PRINT),
                .send = { MSG_PRINT_OUT, (int)sheets[i].kind },
                .kind = BUTTON_OTHER,
                .disabled = off } };
    rows_draw(ui, m, r, rows, SHEETS, "report.more");
}

const struct screen screen_report = { .on_msg = organiser_on_msg, .view = view };
