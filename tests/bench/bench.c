/* The figures of `make bench`: one JSON object a line. Run from the project's folder; status 0 also
 * where a limit is missed, for a limit is no test. */
#include "bare.h"
#include "figure.h"
#include "figures.h"
#include <limits.h>
#include <sys/resource.h>

#define KIOSK "build/goedwerk-kiosk"

static void run_all(const char *self, const char *kiosk)
{
    struct rig *r = rig_open(self, kiosk);
    figures_start(r);
    figures_still(r);
    figures_taps(r);
    figures_turns(r);
    rig_close(r);
    figures_card();
    figures_count();
    figures_growth(self);
}

int main(int argc, char **argv)
{
    char self[PATH_MAX], kiosk[PATH_MAX];
    if (argc > 1 && strcmp(argv[1], BARE_WINDOW) == 0)
        return bare_window();
    if (argc == 3 && strcmp(argv[1], GROWTH_PEAK) == 0)
        return growth_peak(argv[2]);
    /* Before what else the machine does, where that is allowed; so are all that start from here. */
    (void)setpriority(PRIO_PROCESS, 0, -15);
    figure_must(realpath("/proc/self/exe", self) != NULL, "find this program", NULL);
    figure_must(realpath(KIOSK, kiosk) != NULL, "find " KIOSK, NULL);
    run_all(self, kiosk);
    return EXIT_SUCCESS;
}
