import Language

/// What people ask about, besides the words of the language.
public let topicCatalogue: [Topic] = failureTopics.tellingVerdicts().tellingSabotage() + gameTopics + practiceTopics + techniqueTopics + dynamicsTopics
