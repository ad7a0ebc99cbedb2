/* Screen: report. */
#include "screens/screen.h"
#include "ui/page.h"

static void view(const struct model *m, struct ui *ui)
{
    (void)ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = { MSG_GO, SCREEN_ORGANISER },
            .steps = NO_STEPS });
}

const struct screen screen_report = { .on_msg = organiser_on_msg, .view = view };
