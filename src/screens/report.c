/* Screen: what can be printed on paper: the report, and four sheets for around the talk. */
#include "screens/handout_line.h"
#include "screens/rows.h"
#include "screens/screen.h"
#include "ui/page.h"

static const struct {
    enum handout kind;
    const char *id;
    enum phrase_id title, line;
} sheets[] = {
    { HANDOUT_REPORT, "report.report", PHRASE_REPORT_TITLE, PHRASE_HANDOUT_REPORT_LINE },
    { HANDOUT_CHEAT_SHEET, "report.cheat_sheet", PHRASE_SHEET_TITLE, PHRASE_HANDOUT_CHEAT_LINE },
    { HANDOUT_STORIES, "report.stories", PHRASE_HANDOUT_STORIES, PHRASE_HANDOUT_STORIES_LINE },
    { HANDOUT_OWN_DILEMMA, "report.own", PHRASE_OWN_TITLE, PHRASE_HANDOUT_OWN_LINE },
    { HANDOUT_BOX_TO_DOOR, "report.box", PHRASE_BOX_TITLE, PHRASE_HANDOUT_BOX_LINE },
};
enum { SHEETS = sizeof sheets / sizeof sheets[0] };

static void view(const struct model *m, struct ui *ui)
{
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = { MSG_GO, SCREEN_ORGANISER },
            .steps = NO_STEPS });
    bool off =
        m->machine.printer == PRINTER_NONE || m->machine.settings.printer_off || handout_is_busy(m);
    struct row rows[SHEETS];

    rows_title(ui, &r, "report.title", model_phrase(m, PHRASE_HANDOUT_TITLE));
    const char *line = model_phrase(
        m, m->machine.printer == PRINTER_NONE ? PHRASE_HANDOUT_NO_PRINTER : PHRASE_HANDOUT_LINE);
    rect_cut_top(
        &r, ui_text(ui, "report.line", r, &ui->theme->text, ALIGN_LEFT, line) + ui->theme->gap);
    for (int i = 0; i < SHEETS; i++) {
        const char *how = handout_line(m, sheets[i].kind);
        rows[i] = (struct row){ .id = arena_printf(ui->arena, "%s.row", sheets[i].id),
            .title = model_phrase(m, sheets[i].title),
            .line = how != NULL ? how : model_phrase(m, sheets[i].line),
            .button = { .id = sheets[i].id,
                .label = model_phrase(m, PHRASE_HANDOUT_PRINT),
                .send = { MSG_PRINT_OUT, (int)sheets[i].kind },
                .kind = BUTTON_OTHER,
                .disabled = off } };
    }
    rows_draw(ui, m, r, rows, SHEETS, "report.more");
}

const struct screen screen_report = { .on_msg = organiser_on_msg, .view = view };
