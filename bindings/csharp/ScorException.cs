using System;

namespace Scor
{
    /// <summary>A call of the library failed. The texts never hold a patient's data, a key or a path.</summary>
    public class ScorException : Exception
    {
        internal ScorException(int code, string key, string french, string english, string details)
            : base(french ?? key)
        {
            Code = (ScorError)code;
            Key = key;
            English = english ?? key;
            Details = details ?? "{}";
        }

        /// <summary>The code, a negative number that never changes its meaning.</summary>
        public ScorError Code { get; private set; }

        /// <summary>The stable key, such as "pdf.over_budget".</summary>
        public string Key { get; private set; }

        /// <summary>The message in French, as <see cref="Exception.Message"/>.</summary>
        public string French { get { return Message; } }

        /// <summary>The message in English, for logs.</summary>
        public string English { get; private set; }

        /// <summary>The facts as a JSON object.</summary>
        public string Details { get; private set; }
    }

    /// <summary>The library itself is absent, of the wrong bitness, or of another version of the interface.</summary>
    public sealed class ScorLoadException : Exception
    {
        internal ScorLoadException(string message, Exception inner) : base(message, inner) { }
    }
}
