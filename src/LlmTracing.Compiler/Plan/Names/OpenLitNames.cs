using static LlmTracing.Compiler.Plan.Category;
using static LlmTracing.Compiler.Plan.Names.Holds;

namespace LlmTracing.Compiler.Plan.Names;

internal static class OpenLitNames
{
    internal static readonly Library Library = new("OpenLIT 1.15 to 1.45")
    {
        Content =
        [
            (Conversation, "gen_ai.{content.prompt,message.content}"),
            (Answer, "gen_ai.{content.completion,output_messages}"),
            (Assignment, "gen_ai.{content.revised_prompt,request.speech.prompt}"),
            ([Completion], "gen_ai.{content.reasoning,response.audio.text}"),
            ([ToolArguments], "gen_ai.response.tool_calls"),
            ([Media], "gen_ai.response.image"),
            ([UserInput], "gen_ai.response.speech.diarized_transcript"),
            (Anything, "gen_ai.{workflow,execution}.{input,output}"),
            (Anything, "gen_ai.framework.{pipeline.input_data,pipeline.output_data,text.processed}"),
            ([ToolArguments], "gen_ai.tool.{input,args,input_kwargs}"),
            ([ToolResults], "gen_ai.tool.{output,result}"),
            ([SystemPrompt], "gen_ai.tool.{schema,parameters,json_schema}"),
            ([Retrieval],
                "gen_ai.{retrieval.query,framework.query.text,memory.search.query,memory.metadata,vectordb.search.query,knowledge.search.query}"),
            ([UserInput, Retrieval], "gen_ai.memory.input"),
            ([SystemPrompt], "gen_ai.{extraction.instruction,extraction.schema,workflow.description}"),
            (Assignment, "gen_ai.{task.description,task.expected_output,browser.task.description}"),
            ([SystemPrompt], "gen_ai.agent.{instructions,role,goal,introduction,params,schema,tools}"),
            (Conversation, "gen_ai.agent.{context,task,memory,human_input,step_messages}"),
            ([Completion],
                "gen_ai.agent.{thinking,next_goal,evaluation,actual_output,expected_output,final_result,action.log,finish.output,finish.log}"),
            ([ToolArguments], "gen_ai.agent.{actions,action.tool_input,browse_url}"),
            ([ToolResults], "gen_ai.agent.{tool_results,page_title}"),
            ([ToolArguments], "gen_ai.browser.{action.target,action.value,action.selector,page.url}"),
            ([ToolResults], "gen_ai.browser.{page.title,page_title,console.logs}"),
            ([ToolArguments], "gen_ai.crawl.{js_code,css_selector}"),
            ([Errors],
                "gen_ai.{execution.error,framework.error.message,tool.error,extraction.error,action.error,agent.action_errors,browser.error.message,browser.javascript.errors}"),
            (Judgement, "{guard,evals}.explanation"),
            ([Retrieval], "db.{where_document,filter,metadata,query.summary,update.metadata,update.values}"),
            ([ToolArguments],
                "mcp.{params,request.payload,tool.arguments,fastmcp.prompt.arguments,completion.argument.value,completion.context.arguments}"),
            ([ToolResults], "mcp.{result,response.payload,tool.result,completion.values}"),
            (Conversation, "mcp.sampling.messages"),
            ([SystemPrompt],
                "mcp.{tool.description,resource.description,prompt.description,fastmcp.server.instructions,elicitation.schema}"),
            ([Errors], "mcp.{error.message,error.data,progress.message}"),
        ],
        Structure =
        [
            "gen_ai.{environment,application_name,sdk.version}",
            "gen_ai.request.{is_stream,embedding_dimension,image_size,image_quality,audio_voice,reasoning_effort}",
            "gen_ai.token.{usage,cost}.{input,output,total}",
            "gen_ai.message.role",
            "gen_ai.framework.{component.name,component.type,error.type,error.class}",
            "gen_ai.{task,execution}.{id,name,type,status}",
            "{guard,evals}.{verdict,score,classification,validator}",
            "mcp.{method,message_id,jsonrpc_version,operation.name,transport.type,error.code}",
            "mcp.{tool.name,prompt.name,resource.name,resource.mime_type,resource.size,server.name,server.version}",
        ],
        Events = [([ToolResults], "gen_ai.tools.message")],
    };
}
