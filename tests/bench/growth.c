#include "figures.h"
void figures_card(void){}
void figures_count(void){}
void figures_growth(const char *self){(void)self;}
int growth_peak(const char *dir){(void)dir;return 0;}
