/*
 * Functions that this project does not use: naming one is a compile error. Included by every
 * compilation through the Makefile (-include), after the system's own headers.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(function, instead) use_##instead##_instead_of_##function

#undef strcpy
#define strcpy(to, from) BANNED(strcpy, arena_printf)
#undef strcat
#define strcat(to, from) BANNED(strcat, arena_printf)
#undef strncpy
#define strncpy(to, from, n) BANNED(strncpy, arena_printf)
#undef strncat
#define strncat(to, from, n) BANNED(strncat, arena_printf)
#undef sprintf
#define sprintf(...) BANNED(sprintf, arena_printf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf, arena_printf)
#undef strtok
#define strtok(string, delimiters) BANNED(strtok, strcspn)
#undef gets
#define gets(buffer) BANNED(gets, file_read)
#undef localtime
#define localtime(when) BANNED(localtime, localtime_r)
#undef gmtime
#define gmtime(when) BANNED(gmtime, gmtime_r)
#undef ctime
#define ctime(when) BANNED(ctime, strftime)
#undef asctime
#define asctime(when) BANNED(asctime, strftime)
#undef atoi
#define atoi(string) BANNED(atoi, strtol)
#undef system
#define system(command) BANNED(system, posix_spawn)

#endif
