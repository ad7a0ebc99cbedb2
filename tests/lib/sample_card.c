#include "sample_card.h"

const struct language *sample_language(enum sample_language language)
{
    static const struct language languages[SAMPLE_LANGUAGE_COUNT] = {
        [SAMPLE_NL] = {
            .code = "nl",
            .name = "Nederlands",
            .text = {
                [PHRASE_MAIL_SUBJECT] = { "Mijn dilemma: {title}" },
                [PHRASE_MAIL_WEIGHED] = { "Voor mij woog het zwaarst: {word}" },
                [PHRASE_MAIL_WOULD] = { "Ik zou: {choice}" },
                [PHRASE_CARD_WEIGHED] = { "Voor mij woog het zwaarst" },
                [PHRASE_CARD_WOULD] = { "Ik zou" },
                [PHRASE_CARD_WOULD_OTHER] = { "Ik zou iets anders doen:" },
                [PHRASE_CARD_YOURS] = { "Deze kaart is van jou. Wij bewaren geen kopie." },
            },
        },
        [SAMPLE_EN] = {
            .code = "en",
            .name = "English",
            .text = {
                [PHRASE_MAIL_SUBJECT] = { "My dilemma: {title}" },
                [PHRASE_MAIL_WEIGHED] = { "What weighed most for me: {word}" },
                [PHRASE_MAIL_WOULD] = { "I would: {choice}" },
                [PHRASE_CARD_WEIGHED] = { "What weighed most for me" },
                [PHRASE_CARD_WOULD] = { "I would" },
                [PHRASE_CARD_WOULD_OTHER] = { "I would do something else:" },
                [PHRASE_CARD_YOURS] = { "This card is yours. We keep no copy." },
            },
        },
    };
    return &languages[language];
}

const char *sample_word(enum sample_language language, enum element element)
{
    static const char *const words[SAMPLE_LANGUAGE_COUNT][ELEMENT_COUNT] = {
        [SAMPLE_NL] = { "Vakmanschap", "Verantwoordelijkheid", "Betrokkenheid" },
        [SAMPLE_EN] = { "Excellence", "Ethics", "Engagement" },
    };
    return words[language][element];
}

const char *sample_heading(enum sample_language language)
{
    return language == SAMPLE_NL ? "Goed Werk Hub Rotterdam · 21 november 2026"
                                 : "Goed Werk Hub Rotterdam · 21 November 2026";
}

const struct card_text *sample_card(enum sample_language language)
{
    static const struct card_text texts[SAMPLE_LANGUAGE_COUNT] = {
        [SAMPLE_NL] = {
            .field = "Beleid",
            .title = "Eén op de vijf",
            .teaser = "Morgen beslist de minister. Eén cijfer valt tegen.",
            .paragraphs = {
                "Noor schrijft een advies. Straks vertelt Bas haar dat één cijfer tegenvalt.",
                "Het cijfer is nog voorlopig, zegt Bas. Laten we het weglaten, of het laten staan.",
            },
            .choices = {
                "Laten staan en dat tegen de chef zeggen",
                "Eén dag uitstel vragen om na te rekenen",
                "Bas laten beslissen",
                "IJskoud weglaten",
            },
            .questions = { "Welk feit hield jij weleens voor je, en voor wie was dat goed?" },
            .paragraph_count = 2,
            .question_count = 1,
        },
        [SAMPLE_EN] = {
            .field = "Home care",
            .title = "Four minutes",
            .teaser = "The schedule says four minutes. Mrs De Wit wants to talk.",
            .paragraphs = {
                "Joyce helps people at home. She stays, or Mr Bakker waits; so says Mr Bakker.",
            },
            .choices = {
                "Stay ten minutes and call Mr Bakker",
                "Do the stockings, and come back after work",
                "Ask a colleague who is also short of time",
                "I would not know",
            },
            .questions = {
                "When did you last give time that was not yours to give, and what did it cost?",
            },
            .paragraph_count = 1,
            .question_count = 1,
        },
    };
    return &texts[language];
}

const struct card_text *sample_longest(enum sample_language language)
{
    static const struct card_text texts[SAMPLE_LANGUAGE_COUNT] = {
        [SAMPLE_NL] = {
            .title = "Maatschappelijkwerkersgemoed",
            .teaser = "Morgen komt mevrouw Wammes-Wijngaarden weer om hulp met haar woonkamer",
            .choices = {
                "Mevrouw Wammes morgen meenemen om mee te overwegen",
                "Mevrouw Wammes morgen meenemen om mee te overwegen",
                "Mevrouw Wammes morgen meenemen om mee te overwegen",
                "Mevrouw Wammes morgen meenemen om mee te overwegen",
            },
            .questions = {
                "Wanneer woog jij mee wat mensen meemaakten, en wanneer wilden ze dat jij dat juist vergat?",
                "Waarom mogen mensen met wie jij samenwerkt weten wat jou die middag overkwam, en wie niet?",
            },
            .question_count = 2,
        },
        [SAMPLE_EN] = {
            .title = "Whom should management warn?",
            .teaser = "Tomorrow morning Mrs Hammersmith-Womersley meets the whole management.",
            .choices = {
                "Warn the management and whoever else may want more",
                "Warn the management and whoever else may want more",
                "Warn the management and whoever else may want more",
                "Warn the management and whoever else may want more",
            },
            .questions = {
                "When did you have to weigh what someone wanted against what many members could manage now?",
                "Whom would you want to hear from when management makes more of it than its members wanted?",
            },
            .question_count = 2,
        },
    };
    return &texts[language];
}
